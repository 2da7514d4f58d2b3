import { lazy } from "./lazy";
import { Skeleton } from "./parts";

/* Where the panel is cut in two: the entrance comes at once, these a moment later. */

const wait = (lines: number) => <div class="grow pad"><Skeleton lines={lines} /></div>;
const later = () => import("./later");

export const Talk = lazy(() => later().then((m) => m.Talk), wait(5));
export const Help = lazy(() => later().then((m) => m.Help), wait(6));
export const Results = lazy(() => later().then((m) => m.Results), wait(4));
export const Article = lazy(() => later().then((m) => m.Article), wait(8));
