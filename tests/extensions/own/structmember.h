/* The names under which the test extensions know the headers; what is behind them is headers/include alone. */
#include <ambi/cpython.h>
