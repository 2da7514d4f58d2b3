const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** A client_id: 20 characters, unguessable, made without crypto.randomUUID (which plain http pages do not have). */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(20)), (b) => LETTERS[b % 36]).join("");
}
