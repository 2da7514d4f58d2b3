import { bytes } from "../core/time";
import type { FileRef } from "../core/types";
import { get, set, type Upload } from "./model";
import { bearer, clientId, inbox, say } from "./session";
import { lang, t } from "./talk-words";

/* Files on their way up: shown at once, with progress; a failed one stays with 重发 and 删除, and is tried again when the network is back. */

/** Why a file cannot be sent, or "". The server looks at its bytes again. */
export function refusal(file: File): string {
  const limits = get().face?.limits;
  const name = file.name;
  if (!file.size) return t("empty_file", { name });
  if (limits && file.size > limits.file) return t("too_big", { name, max: bytes(limits.file) });
  if (limits?.types && file.type && !limits.types.includes(file.type)) return t("bad_type", { name });
  return "";
}

export const isImage = (type: string): boolean => /^image\/(png|jpeg|gif|webp)$/.test(type);

const change = (id: string, patch: Partial<Upload>) => set({ uploads: get().uploads.map((u) => (u.id === id ? { ...u, ...patch } : u)) });

export function drop(id: string): void {
  set({ uploads: get().uploads.filter((u) => u.id !== id) });
}

/** Sends a file, with `text` below it. */
export function upload(file: File, url: string, text: string): void {
  const one: Upload = { id: clientId(), file, url, text, progress: 0, error: "" };
  set({ uploads: [...get().uploads, one], view: "talk", past: null, continued: true });
  push(one);
}

export function push(one: Upload): void {
  change(one.id, { error: "", progress: 0 });
  const request = new XMLHttpRequest();
  const failed = (words = "") => change(one.id, { error: words || t("upload_failed") });
  request.open("POST", `/api/web/${encodeURIComponent(inbox)}/files`);
  for (const [k, v] of Object.entries(bearer())) request.setRequestHeader(k, v);
  request.setRequestHeader("Accept-Language", lang);
  request.upload.onprogress = (e) => change(one.id, { progress: Math.round((e.loaded / (e.total || 1)) * 100) });
  request.onerror = request.ontimeout = () => failed();
  request.onload = () => {
    let answer: (FileRef & { error?: { message: string } }) | undefined;
    try { answer = JSON.parse(request.responseText); } catch { /* not ours */ }
    if (request.status < 300 && answer?.id) {
      drop(one.id);
      say(one.text, { file: answer });
    } else failed(answer?.error?.message);
  };
  const form = new FormData();
  form.append("file", one.file);
  request.send(form);
}
