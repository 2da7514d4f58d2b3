import "./fake";
void import("../main");
