#pragma once
#include <libxml/encoding.h>
#include <libxml/globals.h>
#include <libxml/tree.h>

static inline void writ_encoding_say_nothing(void *data, xmlErrorPtr error) {
    (void)data;
    (void)error;
}

/* Converts what of `in` can be converted and takes it away there. What cannot be stays, for the caller to look at; libxml2
   would print a message about it. */
static inline int writ_encoding_convert(xmlCharEncodingHandlerPtr handler, xmlBufferPtr out, xmlBufferPtr in) {
    xmlStructuredErrorFunc earlier = xmlStructuredError;
    void *context = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(NULL, (xmlStructuredErrorFunc)writ_encoding_say_nothing);
    int count = xmlCharEncInFunc(handler, out, in);
    xmlSetStructuredErrorFunc(context, earlier);
    return count;
}
