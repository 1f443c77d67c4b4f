package org.pfocr.rdf.problem;

/** How much a problem costs. */
public enum Severity {
    /** Repaired or a remark; the output says all that the input says. */
    NOTE,
    /** The output may not say what the author meant, or something unknown was passed over; nothing known was left out. */
    WARNING,
    /** A figure, a block, a row's identifier or a field's value was left out of the output. */
    ERROR
}
