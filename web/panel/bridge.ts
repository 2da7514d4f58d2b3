/* The talk with the page that embeds us (see loader/embed.ts), and the one sound we make. */

export const framed = parent !== window;

/** Tells the host page. Never anything secret: who embeds us is decided by the server's frame policy, what is told is what the visitor sees. */
export function host(yd: string, fact?: unknown): void {
  if (framed) parent.postMessage({ yd, fact }, "*");
}

/** Says "ready" until the host page answers with what happened before; without an answer (nobody of ours embeds us) we begin by ourselves. */
export function listen(run: (op: string, fact: unknown) => void, begin: () => void): void {
  if (!framed) { run("open", undefined); begin(); return; }
  let begun = false, asked = 0;
  const go = () => { if (!begun) { begun = true; begin(); } };
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || !data?.yd) return;
    if (data.yd === "init") {
      for (const [op, fact] of data.fact as [string, unknown][]) run(op, fact);
      go();
    } else run(data.yd as string, data.fact);
  });
  const ask = () => {
    if (begun) return;
    if (asked++ > 12) { run("open", undefined); go(); return; }
    host("ready");
    setTimeout(ask, 150);
  };
  ask();
}

let sound: AudioContext | undefined;

/** Two soft notes; silent where the browser does not allow sound yet. */
export function chime(): void {
  try {
    sound ??= new AudioContext();
    for (const [i, pitch] of [660, 880].entries()) {
      const tone = sound.createOscillator(), gain = sound.createGain(), at = sound.currentTime + i * 0.14;
      tone.frequency.value = pitch;
      gain.gain.setValueAtTime(0.06, at);
      gain.gain.exponentialRampToValueAtTime(0.0005, at + 0.4);
      tone.connect(gain).connect(sound.destination);
      tone.start(at);
      tone.stop(at + 0.4);
    }
  } catch { /* no sound here */ }
}
