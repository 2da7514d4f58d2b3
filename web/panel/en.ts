import type { Words } from "../i18n";
import type { zh } from "./zh";

export const en: Words<typeof zh> = {
  close: "Close", back: "Back", home: "Home", talk: "Messages", help: "Help", nav: "Panel", title: "Customer service",
  morning: "Good morning", noon: "Good afternoon", afternoon: "Good afternoon", evening: "Good evening", comma: ", ",
  lead: "How can we help?", search: "Search, or describe your problem", search_label: "Search help", common: "Often asked", found: "Articles", ask_this: "Ask: {q}",
  nothing: "No article found", nothing_do: "Try other words, or just ask us", recent: "Latest conversation", start: "Start a conversation", go_on: "Continue", person: "Person", person_long: "Talk to a person",
  online: "Online, usually replies within {n} minute|Online, usually replies within {n} minutes", bot_online: "The assistant is always here", away: "We are closed now; leave a message and we will reply",
  bot: "Assistant", bot_label: "{name}, AI-generated", bot_sub: "AI answers, people on call", queue_title: "Finding a person", queue_sub: "{team}, {n} agent online|{team}, {n} agents online", team: "Support", queue_none: "Nobody is online now; your words are kept",
  agent_sub: "Support agent", done_sub: "Closed; you can continue anytime",
  lost: "No network, trying again in {n} s", joining: "Connecting…", retry: "Retry now", broken: "Disconnected", refused: "This chat cannot be opened. Reload the page or come back later.", draft_kept: "Your draft is saved on this device",
  say: "Type a message", say_to: "Reply to {name}", say_wait: "Add details while you wait", send: "Send", send_later: "Send when back online", attach: "Picture or file", emoji: "Emoji", drop: "Drop to add",
  sending: "Sending", sent: "Sent", got: "Delivered", read: "Read", waits: "Will be sent when you are online", failed: "Not sent", again: "Resend", remove: "Delete", waits_person: "Will find a person when you are online",
  uploading: "{n}% uploaded", too_big: "“{name}” is too large; the limit is {max}", bad_type: "“{name}” cannot be sent", empty_file: "“{name}” is empty", upload_failed: "Upload failed", open_image: "Enlarge: {name}", image: "Picture", download: "Download", remove_file: "Remove {name}",
  useful: "Helpful", useless: "Not helpful", thanks: "Thank you", sorry: "Sorry about that. Ask in other words, or", sources: "Sources", source: "Source {n}", whole: "Read it all", updated: "updated {date}",
  ahead: "Ahead of you", people: "", next: "You are next", about: "About", soon: "Any moment", unknown_wait: "No estimate yet", leave: "Leave the queue", leave_ask: "Stop waiting? Your words are kept and the assistant goes on.", stay: "Keep waiting", queue_hint: "A chime will tell you. Close the page and messages are kept", progress: "Queue progress", told: "The agent sees all you said; no need to repeat",
  ev_queued: "{time} Finding a person for you", ev_joined: "{name} joined at {time}", ev_returned: "{time} Back to the assistant", ev_resolved: "{time} Resolved in {span}", ev_reopened: "{time} Conversation continued", ev_rated: "You gave {n}, thank you", ev_left: "{time} You left the queue", ev_moved: "{time} Passed on for you",
  solved: "Was it solved?", yes: "Yes", no: "Not yet", how: "How was our service?", star: "{n} star|{n} stars", comment: "Anything else? (optional)", submit: "Submit", rate_failed: "Not submitted; please try again", record: "Transcript", resume: "Continue this conversation", good_fast: "Fast", good_kind: "Friendly", good_clear: "Clear", bad_wait: "Long wait", bad_repeat: "Had to repeat", bad_solve: "Not solved",
  typing: "{name} is typing", pill: "{n} new message|{n} new messages", older: "Earlier messages", today: "Today", yesterday: "Yesterday", minutes: "{n} minute|{n} minutes", log: "Conversation",
  earlier: "Earlier conversations", open_now: "Open", ended: "Closed", none_yet: "No conversations yet", none_do: "Ask, and the answer comes at once", you: "You", agent: "Agent", not_loaded: "This did not load", article_gone: "This article is not available", helped: "Not solved?", ask_us: "Ask us",
};
