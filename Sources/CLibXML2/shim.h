#pragma once
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* Debian's libxml2 is built with ICU and its headers draw in ICU's. Swift's Foundation brings an ICU of its own, and one
   program cannot see both; we call nothing of it, and touch no structure that has an ICU member. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xmlerror.h>
#include "encoding.h"

/* `xmlFree` is a mutable global function pointer, which Swift 6 refuses to name. */
static inline void writ_xml_free(void *pointer) { xmlFree(pointer); }

/* The first message of a context, with its line: what a caller wants to know of a refused document. */
typedef struct writ_xml_report {
    int count;
    int line;
    char element[128];
    char message[512];
} writ_xml_report;

static inline void writ_xml_note(void *data, xmlErrorPtr error) {
    writ_xml_report *report = (writ_xml_report *)data;
    if (report == NULL || error == NULL) return;
    if (report->count == 0 && error->message != NULL) {
        report->line = error->line;
        xmlNodePtr node = (xmlNodePtr)error->node;
        if (node != NULL && node->type == XML_ELEMENT_NODE) snprintf(report->element, sizeof report->element, "%s", (const char *)node->name);
        snprintf(report->message, sizeof report->message, "%s", error->message);
        size_t length = strlen(report->message);
        while (length > 0 && report->message[length - 1] == '\n') report->message[--length] = 0;
    }
    report->count += 1;
}

static inline void writ_relaxng_parser_report(xmlRelaxNGParserCtxtPtr context, writ_xml_report *report) {
    xmlRelaxNGSetParserStructuredErrors(context, (xmlStructuredErrorFunc)writ_xml_note, report);
}

static inline void writ_relaxng_valid_report(xmlRelaxNGValidCtxtPtr context, writ_xml_report *report) {
    xmlRelaxNGSetValidStructuredErrors(context, (xmlStructuredErrorFunc)writ_xml_note, report);
}

/* Parses without network, entities, DTDs or limits lifted; messages go to the caller and nowhere else. */
static inline xmlDocPtr writ_xml_read(const char *bytes, int count, writ_xml_report *report) {
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (context == NULL) return NULL;
    xmlDocPtr document =
        xmlCtxtReadMemory(context, bytes, count, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (document == NULL) writ_xml_note(report, xmlCtxtGetLastError(context));
    if (document != NULL && xmlGetIntSubset(document) != NULL) {
        report->count = 1;
        snprintf(report->message, sizeof report->message, "DOCTYPE");
        xmlFreeDoc(document);
        document = NULL;
    }
    xmlFreeParserCtxt(context);
    return document;
}

/* A parser that tells nothing and keeps nothing of what it reads, for one document after the other. */
static inline xmlParserCtxtPtr writ_xml_silent_parser(void) {
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (context == NULL) return NULL;
    memset(context->sax, 0, sizeof *context->sax);
    context->sax->initialized = XML_SAX2_MAGIC;
    return context;
}

/* 1 where libxml2 finds nothing wrong with the bytes as XML. */
static inline int writ_xml_is_well_formed(xmlParserCtxtPtr context, const char *bytes, int count) {
    xmlDocPtr document =
        xmlCtxtReadMemory(context, bytes, count, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (document != NULL) xmlFreeDoc(document);
    return context->wellFormed == 1 && context->errNo == XML_ERR_OK;
}
