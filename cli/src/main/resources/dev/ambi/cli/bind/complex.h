#define complex _Complex
#define _Complex_I 1.0iF
#define I _Complex_I
