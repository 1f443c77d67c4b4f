# R's time for the statistics of one enrichment: Rscript bench/sets.R TABLE.tsv GENES BACKGROUND
# TABLE.tsv is what "enrich" printed for a list of GENES genes against BACKGROUND genes.
suppressMessages(library(BiasedUrn))
arguments <- commandArgs(trailingOnly = TRUE)
rows <- read.delim(arguments[1], quote = "")
list <- as.integer(arguments[2])
background <- as.integer(arguments[3])
ms <- function(what) round(1000 * unname(system.time(what)["elapsed"]), 1)
cat("figures", nrow(rows), "\n")
cat("phyper, ms", ms(p <- with(rows, phyper(overlap - 1, size, background - size, list, lower.tail = FALSE))), "\n")
cat("p.adjust, ms", ms(p.adjust(p, "BH")), "\n")
some <- rows[seq_len(min(100, nrow(rows))), ]
cat("fisher.test of the best", nrow(some), "ms", ms(for (i in seq_len(nrow(some))) with(some[i, ],
  fisher.test(matrix(c(overlap, list - overlap, size - overlap, background - size - list + overlap), 2),
    alternative = "greater"))), "\n")
cat("pWNCHypergeo of the best", nrow(some), "ms", ms(for (i in seq_len(nrow(some))) with(some[i, ],
  pWNCHypergeo(overlap - 1, size, background - size, list, 1.5, lower.tail = FALSE))), "\n")
cat("largest difference of p, as part of it", max(abs(p - rows$p) / rows$p), "\n")
