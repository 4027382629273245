/* What the header beside it leans on. */
#pragma once
#define EV_CONST const
#define EV_PASTE(a, b) a##b
#define EV_NAME(name) EV_PASTE(ev_, name)
typedef unsigned long EV_NAME(word);
void ev_not_of_this_header(void);
