/* Runs tests/web/*.test.ts with node's own test runner: Vite compiles them first, so that Node 20 can run TypeScript. */
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const web = dirname(fileURLToPath(import.meta.url));
const tests = join(web, "..", "tests", "web");
const outDir = join(web, "node_modules", ".cache", "tests");
const input = Object.fromEntries(readdirSync(tests).filter((n) => n.endsWith(".test.ts") || n.endsWith(".test.tsx"))
  .map((n) => [n.replace(/\.tsx?$/, ""), join(tests, n)]));
rmSync(outDir, { recursive: true, force: true });
await build({
  configFile: false, logLevel: "warn", root: web, publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: { alias: { preact: join(web, "node_modules", "preact") } },
  ssr: { noExternal: true },
  build: { ssr: true, outDir, emptyOutDir: true, target: "node20", rollupOptions: { input } },
});
const made = readdirSync(outDir).filter((n) => /\.test\.m?js$/.test(n)).map((n) => join(outDir, n));
process.exit(spawnSync(process.execPath, ["--test", ...process.argv.slice(2), ...made], { stdio: "inherit" }).status ?? 1);
