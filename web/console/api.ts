/* The way to the server over HTTP: JSON in and out, the CSRF header on everything unsafe, and errors that carry the server's own words. */
import { signal } from "@preact/signals";
import type { Fault, FileRef } from "../core/types";
import { lang } from "../ui/lang";
import { serverIs } from "../ui/time";

/** A refusal or a lost line. `code` is the server's, or "offline"; `message` is for people. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fault: Fault;
  constructor(status: number, fault: Fault) {
    super(fault.message);
    this.status = status;
    this.code = fault.code;
    this.fault = fault;
  }
}

/** The words of any error, for people. */
export function words(error: unknown): string {
  if (error instanceof ApiError || (error instanceof Error && "fault" in error && error.message)) return (error as Error).message;
  return lang.value === "en" ? "The server cannot be reached. Check the network and try again" : "连不上服务器，请检查网络后重试";
}

/** The double-submit token of the session; "" when signed out. */
export const csrf = signal("");
/** Runs when the server says that nobody is signed in any more. */
export const onSignedOut = { run: (): void => undefined };

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

/** One request. Resolves with the decoded answer (undefined for 204), rejects with an ApiError. */
export async function call<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json", "Accept-Language": lang.value };
  if (method !== "GET") headers["X-CSRF"] = csrf.value;
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers["Content-Type"] = "application/json";
  let answer: Response;
  try {
    answer = await fetch(path, { method, headers, credentials: "same-origin", body: body === undefined ? null : form ? body : JSON.stringify(body), signal: signal ?? null });
  } catch (e) {
    if (signal?.aborted) throw e;
    throw new ApiError(0, { code: "offline", message: words(null) });
  }
  const date = Date.parse(answer.headers.get("Date") ?? "");
  if (date) serverIs(date + 500);
  const text = await answer.text();
  const data = parse(text);
  if (answer.ok) return data as T;
  throw refused(answer.status, data, answer.headers.get("Retry-After"), path);
}

function parse(text: string): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function refused(status: number, data: unknown, after: string | null, path: string): ApiError {
  const held = (data as { error?: Fault } | undefined)?.error;
  const fault: Fault = { ...(held ?? { code: `http_${status}`, message: lang.value === "en" ? `The server answered ${status}. Try again in a moment` : `服务器返回 ${status}，请稍后再试` }) };
  if (after && fault.retry_after === undefined) fault.retry_after = Number(after);
  if (status === 401 && path !== "/api/session") onSignedOut.run();
  return new ApiError(status, fault);
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> => call<T>("GET", path, undefined, signal);
export const post = <T>(path: string, body: unknown = {}): Promise<T> => call<T>("POST", path, body);
export const patch = <T>(path: string, body: unknown): Promise<T> => call<T>("PATCH", path, body);
export const put = <T>(path: string, body: unknown): Promise<T> => call<T>("PUT", path, body);
export const del = <T>(path: string, body?: unknown): Promise<T> => call<T>("DELETE", path, body);

/** Uploads one file (or a whole form); `onPart` gets 0..1. Returns what the server keeps. */
export function upload(file: File | FormData, onPart: (part: number) => void, path = "/api/files"): { done: Promise<FileRef>; stop: () => void } {
  const xhr = new XMLHttpRequest();
  const done = new Promise<FileRef>((ok, fail) => {
    xhr.open("POST", path);
    xhr.setRequestHeader("X-CSRF", csrf.value);
    xhr.setRequestHeader("Accept-Language", lang.value);
    xhr.upload.onprogress = (e) => e.lengthComputable && onPart(e.loaded / e.total);
    xhr.onerror = () => fail(new ApiError(0, { code: "offline", message: words(null) }));
    xhr.onload = () => {
      const data = parse(xhr.responseText);
      if (xhr.status < 300) ok(data as FileRef);
      else fail(refused(xhr.status, data, xhr.getResponseHeader("Retry-After"), path));
    };
    const form = file instanceof FormData ? file : new FormData();
    if (file instanceof File) form.append("file", file, file.name || "image.png");
    xhr.send(form);
  });
  return { done, stop: () => xhr.abort() };
}
