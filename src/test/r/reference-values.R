# Reference values for org.pfocr.rdf.sets.statistics, as R and its packages give them. On Debian:
#   apt install r-base-core r-cran-biasedurn r-bioc-goseq
#   Rscript src/test/r/reference-values.R src/test/resources/sets
# The tables in that folder are from R 4.2.2, BiasedUrn 2.0.9 and goseq 1.50.0.
suppressMessages({
  library(BiasedUrn)
  library(goseq)
})
folder <- commandArgs(trailingOnly = TRUE)[1]
set.seed(20261127)

save <- function(table, name) {
  for (column in names(table)) {
    if (is.double(table[[column]])) table[[column]] <- sprintf("%.17g", table[[column]])
  }
  write.table(table, file.path(folder, name), sep = "\t", quote = FALSE, row.names = FALSE)
}

# 200 sets: lists and figures of all sizes; by chance, planted, and far out in the tail.
sets <- do.call(rbind, lapply(1:200, function(i) {
  background <- sample(c(60, 400, 5000, 18000, 30000), 1)
  list <- min(background - 1, sample(c(2, 12, 100, 500, 2000), 1))
  size <- min(background - 1, 1 + rgeom(1, 1 / sample(c(4, 30, 200), 1)))
  least <- max(0, list - (background - size))
  most <- min(list, size)
  overlap <- switch(1 + i %% 4,
    rhyper(1, size, background - size, list),
    max(least, min(most, qhyper(0.999, size, background - size, list) + 1)),
    round(least + runif(1) * (most - least)),
    most)
  data.frame(overlap = as.integer(overlap), size = as.integer(size), list = as.integer(list),
    background = as.integer(background))
}))
# Nearly the smallest numbers that there are.
sets[1:3, ] <- data.frame(c(120L, 122L, 40L), c(130L, 130L, 45L), c(125L, 125L, 60L), rep(20000L, 3))
sets$p <- with(sets, phyper(overlap - 1, size, background - size, list, lower.tail = FALSE))
sets$q <- p.adjust(sets$p, "BH")
sets$q_of_5000 <- p.adjust(sets$p, "BH", n = 5000)
sets$odds <- with(sets, mapply(function(x, m, k, n) {
  fisher.test(matrix(c(x, k - x, m - x, n - m - k + x), 2), alternative = "greater")$estimate
}, overlap, size, list, background))
save(sets, "fisher.tsv")

# Wallenius' upper tail, as the sum of its terms.
urns <- do.call(rbind, lapply(1:260, function(i) {
  all <- sample(c(60, 400, 5000, 18000), 1)
  list <- min(all - 1, sample(c(1, 2, 12, 100, 500, 2000), 1))
  size <- min(all - 1, 1 + rgeom(1, 1 / sample(c(4, 30, 150), 1)))
  odds <- exp(runif(1, log(0.02), log(50)))
  most <- min(list, size)
  least <- max(0, list - (all - size))
  mean <- meanWNCHypergeo(size, all - size, list, odds)
  overlap <- min(most, max(least, round(mean + sample(c(-1, 0, 1, 2, 4, 8), 1) * sqrt(max(mean, 0.5)))))
  data.frame(overlap = as.integer(overlap), size = as.integer(size), rest = as.integer(all - size),
    list = as.integer(list), odds = odds)
}))
urns$p <- with(urns, mapply(function(x, m, n, k, w) {
  sum(rev(dWNCHypergeo(x:min(k, m), m, n, k, w, precision = 1e-13)))
}, overlap, size, rest, list, odds))
# Far out BiasedUrn has fewer digits, and then gives 0; there the test draws from the urn itself, step by step.
urns <- head(urns[urns$p > 1e-10, ], 200)
save(urns, "wallenius.tsv")

# goseq on one list, with weights that are given.
genes <- paste0("g", 1:400)
drawn <- as.integer(1 + rgeom(400, 0.02))
weight <- drawn^0.7
listed <- genes %in% sample(genes, 40, prob = drawn)
categories <- lapply(1:50, function(i) sample(genes, 2 + rgeom(1, 0.06), prob = drawn^runif(1, -1, 1)))
names(categories) <- paste0("c", 1:50)
pwf <- data.frame(DEgenes = as.integer(listed), bias.data = drawn, pwf = weight, row.names = genes)
found <- suppressMessages(goseq(pwf, gene2cat = categories, use_genes_without_cat = TRUE))
found <- found[match(names(categories), found$category), ]
save(data.frame(gene = genes, drawn = drawn, listed = as.integer(listed), weight = weight), "goseq-genes.tsv")
save(data.frame(category = names(categories), genes = sapply(categories, paste, collapse = " "),
  p = found$over_represented_pvalue), "goseq.tsv")

# The exponent of popularity: greatest likelihood of a complementary log-log regression, held back by a normal prior.
weights <- do.call(rbind, lapply(1:20, function(i) {
  drawn <- as.integer(1 + rgeom(300, 0.03))
  lean <- runif(1, -1, 1.5)
  listed <- seq_along(drawn) %in% sample(seq_along(drawn), sample(c(1, 3, 12, 60, 150), 1), prob = drawn^lean)
  minus <- function(at) {
    mean <- exp(at[1] + at[2] * log(drawn))
    -sum(ifelse(listed, log(-expm1(-mean)), -mean)) + at[2]^2 / 2
  }
  best <- optim(c(log(-log1p(-mean(listed))), 0), minus, method = "BFGS", control = list(reltol = 1e-15, maxit = 1000))
  best <- optim(best$par, minus, method = "BFGS", control = list(reltol = 1e-16, maxit = 1000, ndeps = c(1e-5, 1e-5)))
  data.frame(drawn = paste(drawn, collapse = " "), listed = paste(drawn[listed], collapse = " "), exponent = best$par[2])
}))
save(weights, "popularity.tsv")
