# Reads gene sets of a release by fgsea, or by the lines of its gmtPathways where it is not installed, and tables as its
# README says. Usage: Rscript release_sets.R FOLDER VERSION
arguments <- commandArgs(TRUE)
base <- file.path(arguments[1], paste0("pfocr-", arguments[2]))
read <- if (requireNamespace("fgsea", quietly = TRUE)) fgsea::gmtPathways else function(file) {
  lines <- strsplit(readLines(file), "\t")
  setNames(lapply(lines, tail, -2), sapply(lines, head, 1))
}
genes <- read.delim(paste0(base, "-genes.tsv.gz"), na.strings = "", colClasses = "character", quote = "\"")
figures <- read.delim(paste0(base, "-figures.tsv.gz"), na.strings = "")
stopifnot(!anyDuplicated(genes$gene), !anyDuplicated(figures$figure))
for (flavour in c("strict", "synonyms", "all")) {
  sets <- read(paste0(base, "-human-", flavour, "-entrez.gmt"))
  stopifnot(length(sets) > 0, !anyDuplicated(names(sets)), names(sets) %in% figures$figure)
  stopifnot(unlist(sets) %in% genes$gene[genes$organism == "9606"])
  cat("R", flavour, length(sets), "sets\n", sep = "\t")
}
