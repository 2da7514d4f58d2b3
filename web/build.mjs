/* Builds the front end into ../src/yingda/static and keeps it honest about its weight.

   node build.mjs              builds all apps that exist
   node build.mjs panel …      builds only the named ones (loader, panel, console)

   Sizes are gzip -9 bytes. A budget that is passed fails the build, so weight is a decision and never an accident. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const web = dirname(fileURLToPath(import.meta.url));
const out = join(web, "..", "src", "yingda", "static");
const BUDGETS = { loader: 1536, panel: 20480, panelLater: 12288, console: 81920, lazy: 40960 };

/* light-dark(), oklch() and cascade layers stay as written: turning them into fallbacks would double the style sheet. */
const common = {
  configFile: false,
  logLevel: "warn",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
};
const target = ["chrome111", "safari16.4", "firefox114"];
const cssTarget = ["chrome123", "safari17.5", "firefox120"];

/* The panel carries the small stand-in for Preact that it is tested with; the console carries Preact. */
const mini = join(web, "core", "mini.ts");
const small = ["preact/hooks", "preact/jsx-runtime", "preact"].map((find) => ({ find: new RegExp(`^${find}$`), replacement: mini }));

/** A page with its scripts and styles, hashed names, no inline script (the policy of the server forbids it). */
function page(name) {
  return {
    ...common,
    root: join(web, name),
    base: `/${name}/`,
    plugins: [olderBrowsers],
    resolve: { alias: name === "panel" ? small : [] },
    build: {
      outDir: join(out, name),
      emptyOutDir: true,
      target,
      cssTarget,
      modulePreload: name === "panel" ? false : { polyfill: false },
      assetsInlineLimit: 0,
      cssCodeSplit: true,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4096,
    },
  };
}

/** A classic script of its own, for pages that are not ours. `into` is emptied only when asked. */
function script(entry, into, fileName, emptyOutDir) {
  return {
    ...common,
    root: join(web, "loader"),
    build: {
      outDir: join(out, into),
      emptyOutDir,
      target: ["es2021"],
      cssTarget,
      reportCompressedSize: false,
      lib: { entry: join(web, "loader", entry), formats: ["iife"], name: "yd", fileName: () => fileName },
    },
  };
}

/** Browsers that lack light-dark() (before Chrome 123, Safari 17.5) get the light colours instead of none: every token once more with its first value. */
const olderBrowsers = {
  name: "older-browsers",
  enforce: "pre",
  transform(code, id) {
    if (!id.endsWith("tokens.css")) return;
    const light = [...code.matchAll(/(--[\w-]+):\s*light-dark\(((?:[^(),]|\([^()]*(?:\([^()]*\)[^()]*)*\))+),/g)].map(([, name, value]) => `${name}: ${value.trim()};`);
    return `${code}\n@layer tokens { @supports not (color: light-dark(red, red)) { :root { color-scheme: light; ${light.join(" ")} } } }\n`;
  },
};

const gz = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? files(join(folder, e.name)) : [join(folder, e.name)]);
}

/** What the browser loads before it can draw: every script and style sheet that the page itself names. */
function firstLoad(name) {
  const html = readFileSync(join(out, name, "index.html"), "utf8");
  if (/<script(?![^>]*\bsrc=)/.test(html)) throw new Error(`${name}: an inline script would be refused by the page's policy`);
  return [...html.matchAll(/(?:src|href)="\/[a-z]+\/([^"]+\.(?:js|css))"/g)].map((m) => join(out, name, m[1]));
}

/** Rows of [label, bytes, budget]; a budget of 0 is only told. */
function weigh(name) {
  const all = files(join(out, name)).filter((f) => /\.(js|css)$/.test(f));
  const rows = [];
  if (name === "loader") rows.push([name, sum(all), BUDGETS.loader]);
  if (name === "panel") {
    const first = [...firstLoad(name), join(out, name, "embed.js")];
    rows.push([name, sum(first), BUDGETS.panel]);
    for (const f of all) rows.push([`  ${first.includes(f) ? "" : "later: "}${relative(out, f)}`, gz(f), first.includes(f) ? 0 : BUDGETS.panelLater]);
  }
  if (name === "console") {
    const first = firstLoad(name);
    rows.push(["console", sum(first), BUDGETS.console]);
    for (const f of all) if (!first.includes(f)) rows.push(["  later: " + relative(out, f), gz(f), /editor|chart|three/.test(f) ? 0 : BUDGETS.lazy]);
  }
  return rows;
}

const sum = (list) => list.reduce((n, f) => n + gz(f), 0);

const asked = process.argv.slice(2);
const apps = ["loader", "panel", "console"]
  .filter((n) => !asked.length || asked.includes(n))
  .filter((n) => existsSync(join(web, n, n === "loader" ? "loader.ts" : "index.html")));
const started = Date.now();
let over = 0;
const sizes = {};
for (const name of apps) {
  await build(name === "loader" ? script("loader.ts", "loader", "yingda.js", true) : page(name));
  if (name === "panel") await build(script("embed.ts", "panel", "embed.js", false));
  for (const [label, size, budget] of weigh(name)) {
    const bad = budget > 0 && size > budget;
    over += bad ? 1 : 0;
    if (!label.startsWith(" ")) sizes[label] = size;
    console.log(`${label.padEnd(40)} ${String(size).padStart(7)} B gz${budget ? ` / ${budget}${bad ? "  OVER BUDGET" : ""}` : ""}`);
  }
}
if (apps.length && !asked.length) writeFileSync(join(out, "sizes.json"), JSON.stringify(sizes, null, 1) + "\n");
console.log(`built ${apps.join(", ") || "nothing"} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
if (over) process.exit(1);
