// Angular's compiler for Vite. An application of the Angular CLI has it already.
import { ConsoleLogger, createCompilerHost, formatDiagnostics, LogLevel, NodeJSFileSystem, performCompilation, readConfiguration } from "@angular/compiler-cli";
import { createEs2015LinkerPlugin } from "@angular/compiler-cli/linker/babel";
import { transformAsync } from "@babel/core";

const link = createEs2015LinkerPlugin({ fileSystem: new NodeJSFileSystem(), logger: new ConsoleLogger(LogLevel.warn) });

/**
 * Checks and compiles the program of a `tsconfig.json` with its templates, and links what it takes from Angular: nothing
 * is left to compile in the browser, where a policy may forbid it.
 * @param {string} project
 * @returns {import("vite").Plugin}
 */
export function angular(project) {
  const compiled = new Map();
  return {
    name: "angular",
    apply: (_, { isSsrBuild }) => !isSsrBuild,
    buildStart() {
      const { rootNames, options, errors } = readConfiguration(project);
      const host = createCompilerHost({ options });
      host.writeFile = (_, text, __, ___, [source]) => compiled.set(source.fileName, text);
      const diagnostics = [...errors, ...performCompilation({ rootNames, options, host }).diagnostics];
      if (diagnostics.length > 0) this.error(formatDiagnostics(diagnostics));
    },
    load: (id) => compiled.get(id),
    transform(code, filename) {
      if (code.includes("ɵɵngDeclare")) return transformAsync(code, { filename, plugins: [link], compact: false, configFile: false });
    },
  };
}
