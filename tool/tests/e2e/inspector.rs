//! Looks at views in every look, and gathers what is wrong with them.

use crate::engine::Engine;
use crate::form::Form;
use crate::place;
use serde_json::{Value, json};

/// How a page is looked at.
#[derive(Clone, Copy)]
struct Look {
    width: u32,
    colours: Colours,
}

#[derive(Clone, Copy, PartialEq)]
enum Colours {
    Light,
    Dark,
    /// The system's own few colours in place of all others (`forced-colors`).
    Forced,
}

const WIDTHS: [u32; 2] = [1280, 320];

const AXE: &str = "const done = arguments[arguments.length - 1];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    // A page is told of other colours with its next frame, and colours on their way are no colours yet.
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    const trees = () => [document, ...[...document.querySelectorAll('*')].map((one) => one.shadowRoot).filter(Boolean)];
    const still = () => Promise.all(trees().flatMap((tree) => tree.getAnimations()).map(({finished}) => finished.catch(() => {})));
    const options = {runOnly: tags, rules: {'target-size': {enabled: true}, 'label-content-name-mismatch': {enabled: true}}, resultTypes: ['violations']};
    frame().then(frame).then(still).then(() => axe.run(document, options)).then(({violations}) => done(violations.flatMap((one) =>
        one.nodes.map((node) => `${one.id}: ${[node.target].flat(2).join(' ')}: ${node.failureSummary}`))), (error) => done([String(error)]));";

const SCRIPT: &str = include_str!("inspector.js");

/// Whether every form shows texts of a language. What stands in a form's place does so at once.
const SPEAKS: &str =
    "document.querySelectorAll('bao-cao').forEach((form) => form.lang !== arguments[0] && (form.lang = arguments[0]));
    return [...document.querySelectorAll('bao-cao')].every(({ shadowRoot: root }) =>
        root.querySelector(`.bc[lang='${arguments[0]}']`) || root.firstChild?.matches('[part=notice]'));";

/// The same by the officer's hand, of which the page around hears nothing.
const SWITCHED: &str = "return [...document.querySelectorAll('bao-cao')].every(({ shadowRoot: root }) =>
    root.querySelector(`.bc[lang='${arguments[0]}']`) || root.querySelector(`.langs [lang='${arguments[0]}']`).click());";

/// A script that gives what a function of `inspector.js` finds.
pub fn call(function: &str) -> String {
    format!("{SCRIPT}\nreturn {function}();")
}

/// Looks at views and gathers what is wrong.
pub struct Inspector<'b> {
    form: Form<'b>,
    axe: Option<String>,
    colours: &'static [Colours],
    languages: &'static [&'static str],
    speaks: &'static str,
    /// What was found wrong.
    pub wrong: Vec<String>,
}

impl<'b> Inspector<'b> {
    /// Looks in every way there is.
    pub fn of(form: Form<'b>) -> Self {
        Self {
            colours: &[Colours::Light, Colours::Dark, Colours::Forced],
            languages: &["en", "vi"],
            ..Self::of_looks(form)
        }
    }

    /// Looks in every way there is at what waits for a word of the page, which the page's language would be.
    pub fn of_waiting(form: Form<'b>) -> Self {
        Self { speaks: SWITCHED, ..Self::of(form) }
    }

    /// Looks at a page that has one language.
    pub fn of_page(form: Form<'b>) -> Self {
        Self { languages: &["vi"], ..Self::of(form) }
    }

    /// Looks at colours alone.
    pub fn of_looks(form: Form<'b>) -> Self {
        let is_able = form.browser.engine == Engine::Chromium;
        let axe = place::axe().filter(|_| is_able).map(|path| std::fs::read_to_string(path).unwrap());
        if axe.is_none() && is_able {
            println!(
                "skipped: accessibility, because axe-core is missing (`npm ci` in xtask, or BAOCAO_AXE=…/axe.min.js)"
            );
        }
        let colours = &[Colours::Light, Colours::Dark];
        Self { form, axe, colours, languages: &["vi"], speaks: SPEAKS, wrong: Vec::new() }
    }

    /// Looks once at each width: at pages whose looks others look at.
    pub fn of_pages(form: Form<'b>) -> Self {
        Self { colours: &[Colours::Light], ..Self::of_looks(form) }
    }

    /// Looks at what is shown now, at which nothing is wrong.
    pub async fn finds_nothing(mut self, view: &str) {
        self.inspect(view).await;
        assert!(self.wrong.is_empty(), "{:#?}", self.wrong);
    }

    /// Looks at what is shown now, where the browser lets itself be given another size and other colours.
    pub async fn inspect(&mut self, view: &str) {
        let browser = self.form.browser;
        if browser.engine != Engine::Chromium {
            return;
        }
        for language in self.languages {
            browser.until("the language", self.speaks, &[json!(language)]).await;
            for width in WIDTHS {
                for colours in self.colours {
                    self.inspect_look(&format!("{view}-{language}"), Look { width, colours: *colours }).await;
                }
            }
            browser.look(320, 640, false).await;
            for check in ["tooWide", "cutText", "spaced", "mirrored", "nameless"] {
                self.check(&format!("{view}-{language}-320"), check).await;
            }
        }
        // As high as a window of 1280 × 1024 is at 400 %.
        browser.look(320, 256, false).await;
        self.check(&format!("{view}-320"), "covered").await;
        browser.look(1280, 900, false).await;
        self.check(&format!("{view}-1280"), "nameless").await;
    }

    async fn inspect_look(&mut self, view: &str, Look { width, colours }: Look) {
        let browser = self.form.browser;
        let look = async || {
            browser.look(width, 900, colours == Colours::Dark).await;
            if colours == Colours::Forced {
                browser.force_colours().await;
            }
        };
        look().await;
        let name = match colours {
            Colours::Light => format!("{view}-{width}"),
            Colours::Dark => format!("{view}-{width}-dark"),
            Colours::Forced => format!("{view}-{width}-forced"),
        };
        if let Some(folder) = place::shots() {
            std::fs::create_dir_all(&folder).unwrap();
            browser.picture(width, &folder.join(format!("{name}.png"))).await;
            look().await;
        }
        if let Some(axe) = &self.axe {
            // Half a million letters: they go out once for each page.
            if browser.run("return !window.axe", &[]).await == true {
                browser.run(&format!("{axe}\n window.axe = axe;"), &[]).await;
            }
            self.note(&name, browser.run_async(AXE, &[]).await);
        }
    }

    async fn check(&mut self, look: &str, function: &str) {
        let found = self.form.browser.run(&call(function), &[]).await;
        self.note(look, found);
    }

    fn note(&mut self, look: &str, found: Value) {
        let found = found.as_array().unwrap_or_else(|| panic!("{look}: {found}"));
        self.wrong.extend(found.iter().map(|one| format!("{look}: {}", one.as_str().unwrap_or_default())));
    }
}
