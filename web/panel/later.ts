/* All that the entrance does not need, as one chunk: together it compresses better than apart. */
export { Article, Help, Results } from "./help";
export { Talk } from "./talk";
