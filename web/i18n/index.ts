/* Words for people, typed: a key that does not exist, or an English file that lacks one, does not compile.

   const zh = { hello: "您好，{name}", news: "{n} 条新消息" } as const;
   const en: Words<typeof zh> = { hello: "Hello, {name}", news: "{n} new message|{n} new messages" };
   const t = speak({ "zh-CN": zh, en }, "en");   t("news", { n: 3 })

   A bar separates singular from plural and is chosen by `n`. */

export type Words<T> = { readonly [K in keyof T]: string };
export type Lang = "zh-CN" | "en";
export type Say<T> = ((key: keyof T, facts?: Record<string, string | number>) => string) & { lang: Lang };

/** The language we speak that comes first among those wanted; Chinese in any script is served in zh-CN. English when there is none. */
export function pick(...wanted: (string | null | undefined)[]): Lang {
  for (const w of wanted) {
    if (/^zh\b/i.test(w ?? "")) return "zh-CN";
    if (/^en\b/i.test(w ?? "")) return "en";
  }
  return "en";
}

export function speak<T>(words: Record<Lang, Words<T>>, lang: Lang): Say<T> {
  const say = (key: keyof T, facts: Record<string, string | number> = {}) => {
    const [one, many] = words[lang][key].split("|") as [string, string?];
    return (many && facts["n"] !== 1 ? many : one).replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ""));
  };
  return Object.assign(say, { lang });
}
