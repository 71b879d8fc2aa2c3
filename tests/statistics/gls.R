# Every structure by R's nlme::gls, REML and ML: `Rscript gls.R answers.csv`, a CSV on standard output.
# A Toeplitz matrix of m waves is what an autoregressive process of order m - 1 gives (corARMA).
suppressPackageStartupMessages(library(nlme))
d <- read.csv(commandArgs(trailingOnly = TRUE)[1])
d <- d[!is.na(d$FEV1), ]
d$SEX <- factor(d$SEX, c("Male", "Female"))
for (name in c("RACE", "ARMCD", "AVISIT", "USUBJID")) d[[name]] <- factor(d[[name]])
d$place <- as.integer(d$AVISIT)
m <- nlevels(d$AVISIT)
alike <- list(
  us = corSymm(form = ~ place | USUBJID),
  cs = corCompSymm(form = ~ place | USUBJID),
  csh = corCompSymm(form = ~ place | USUBJID),
  ar1 = corAR1(form = ~ place | USUBJID),
  ar1h = corAR1(form = ~ place | USUBJID),
  toeph = corARMA(form = ~ place | USUBJID, p = m - 1)
)
closely <- glsControl(tolerance = 1e-11, msTol = 1e-11, maxIter = 200, msMaxIter = 500)
cat("structure,method,what,value,se\n")
for (name in names(alike)) for (method in c("REML", "ML")) {
  spread <- if (name %in% c("cs", "ar1")) NULL else varIdent(form = ~ 1 | AVISIT)
  fit <- gls(
    FEV1 ~ RACE + SEX + ARMCD * AVISIT, data = d, method = method,
    correlation = alike[[name]], weights = spread, control = closely
  )
  said <- summary(fit)$tTable
  # After ML nlme still divides by N - p in its standard errors; SAS and we do not.
  widened <- if (method == "ML") sqrt(fit$dims$N / (fit$dims$N - fit$dims$p)) else 1
  write <- function(what, value, se = NA) {
    cat(sprintf("%s,%s,%s,%.12g,%.12g\n", name, tolower(method), what, value, se))
  }
  write("deviance", -2 * as.numeric(logLik(fit)))
  for (row in seq_len(nrow(said))) write(rownames(said)[row], said[row, 1], said[row, 2] / widened)
}
