/* `npm run dev`: all pages from source, the server's API and sockets passed on to YINGDA_URL (default http://127.0.0.1:8000).
   The panel with a pretended server: /panel/dev/index.html?scene=answer */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const server = process.env.YINGDA_URL ?? "http://127.0.0.1:8000";
const pass = { target: server, changeOrigin: true, ws: true };

export default defineConfig({
  root: dirname(fileURLToPath(import.meta.url)),
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  server: { host: "127.0.0.1", proxy: { "/api": pass, "/ws": pass, "/files": pass } },
});
