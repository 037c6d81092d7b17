// One entry of the table in pages.c: the file WEB_FILE, a path beside this file that begins with
// web/. Without an include guard, because it is included once for each file. A zero follows each
// file, so that an empty one can be an array too.
{
    // Without "web/".
    &WEB_FILE[4],
    (const unsigned char[]){
#embed WEB_FILE suffix(,)
        0},
    sizeof((const unsigned char[]){
#embed WEB_FILE suffix(,)
        0}) - 1,
},
#undef WEB_FILE
