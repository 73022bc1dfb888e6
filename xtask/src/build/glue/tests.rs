use super::{Glue, number};
use walrus::{FunctionBuilder, Module};

/// As wasm-bindgen writes it.
const WRITTEN: &str = r"/**
 * One mounted form.
 */
export class Handle {
    check() {
        wasm.handle_check(this.__wbg_ptr);
    }
}
if (Symbol.dispose) Handle.prototype[Symbol.dispose] = Handle.prototype.free;

/**
 * Mounts a form.
 */
export function create(host) {
    return wasm.create(host);
}
export function __wbg_now_1(arg0) {
    const ret = arg0.now();
    return ret;
}
export function __wbg_parse_2() { return handleError(function (arg0, arg1) {
    const ret = JSON.parse(getStringFromWasm0(arg0, arg1));
    return ret;
}, arguments); }
function handleError(f, args) {
    return f.apply(this, args);
}

let wasm;
export function __wbg_set_wasm(val) {
    wasm = val;
}
";

/// A module that imports these.
fn module(names: &[&str]) -> Vec<u8> {
    let mut module = Module::default();
    let ty = module.types.add(&[], &[]);
    let imported: Vec<_> = names.iter().map(|name| module.add_import_func("./baocao_bg.js", name, ty).0).collect();
    let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
    for function in imported {
        builder.func_body().call(function);
    }
    let run = builder.finish(vec![], &mut module.funcs);
    module.exports.add("run", run);
    module.emit_wasm()
}

#[test]
fn each_module_imports_by_number_what_its_script_has() {
    let glue = Glue::read(WRITTEN).expect("glue");
    let (wasm, first) = number(&module(&["__wbg_parse_2", "__wbg_now_1"]), true, "stamp").expect("the first");
    let (_, rest) = number(&module(&["__wbg_now_1"]), false, "stamp").expect("the rest");

    let wasm = Module::from_buffer(&wasm).expect("a module");
    let imports: Vec<_> = wasm.imports.iter().map(|import| format!("{}.{}", import.module, import.name)).collect();
    assert_eq!(imports, ["stamp.0", "stamp.1"]);
    let now = "(arg0) => {\n    const ret = arg0.now();\n    return ret;\n},\n";
    let parse =
        "told((arg0, arg1) => {\n    const ret = JSON.parse(getStringFromWasm0(arg0, arg1));\n    return ret;\n}),\n";
    let both = glue.script(&[first, rest]).expect("a script");
    assert!(both.contains(&format!("export const glue = {{ \"stamp\": [\n{parse}{now}] }};\n")), "{both}");
    assert!(both.contains(&format!("export const restGlue = {{ \"stamp\": [\n{now}] }};\n")), "{both}");
    assert!(both.contains("\nexport { create, __wbg_set_wasm };\n"), "{both}");
    assert!(!both.contains("Symbol.dispose"), "{both}");
    assert_eq!(both.matches("__wbg_parse_2").count(), 0, "{both}");
}

#[test]
fn only_the_first_is_called_by_the_page() {
    let glue = Glue::read(WRITTEN).expect("glue");
    let (_, rest) = number(&module(&["__wbg_now_1"]), false, "stamp").expect("the rest");
    let script = glue.script(&[rest]).expect("a script");
    assert!(script.contains("\nexport { __wbg_set_wasm };\n"), "{script}");
    let (_, other) = number(&module(&["__wbg_then_3"]), true, "stamp").expect("another");
    let error = glue.script(&[other]).expect_err("nothing of that name").to_string();
    assert!(error.contains("`__wbg_then_3`"), "{error}");
}

/// What a module is instantiated with must have all the names that it imports from: a browser refuses it otherwise.
#[test]
fn module_and_script_of_two_builds_share_no_name() {
    let glue = Glue::read(WRITTEN).expect("glue");
    for is_first in [true, false] {
        let [of_one, of_other] = ["one", "other"].map(|build| {
            let (wasm, imports) = number(&module(&["__wbg_now_1"]), is_first, build).expect("a module");
            let module = Module::from_buffer(&wasm).expect("a module");
            let wanted: Vec<_> = module.imports.iter().map(|import| format!("{:?}: [", import.module)).collect();
            assert!(!wanted.is_empty(), "it imports something");
            (wanted, glue.script(&[imports]).expect("a script"))
        });
        let has = |script: &str, name: &String| script.contains(name);
        assert!(of_one.0.iter().all(|name| has(&of_one.1, name) && !has(&of_other.1, name)), "{:?}", of_one.0);
        assert!(of_other.0.iter().all(|name| has(&of_other.1, name) && !has(&of_one.1, name)), "{:?}", of_other.0);
    }
}
