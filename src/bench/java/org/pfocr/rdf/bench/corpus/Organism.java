package org.pfocr.rdf.bench.corpus;

/** One organism: {@code genes} of it occur, those from {@code firstGene} on in the numbering of all genes. */
record Organism(String name, String taxon, String group, int genes, int firstGene, double weight) {}
