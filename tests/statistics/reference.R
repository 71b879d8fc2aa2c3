# Jump to reference and copy reference on fev_data by conditional means, nothing drawn: nlme::gls for the
# model, then each absent last visit at its expected value, then least squares.
# `Rscript reference.R answers.csv`; a CSV on standard output.
suppressPackageStartupMessages(library(nlme))
d <- read.csv(commandArgs(trailingOnly = TRUE)[1])
d$active <- as.numeric(d$ARMCD == "TRT")
d$place <- as.integer(factor(d$AVISIT))
m <- 4
fit <- gls(
  FEV1 ~ factor(place) * active + factor(place) * FEV1_BL, data = d, method = "REML", na.action = na.omit,
  correlation = corSymm(form = ~ place | USUBJID), weights = varIdent(form = ~ 1 | place),
  control = glsControl(tolerance = 1e-11, msTol = 1e-11, maxIter = 200, msMaxIter = 500)
)
sd <- numeric(m)
rel <- c(1, coef(fit$modelStruct$varStruct, unconstrained = FALSE))
seen <- unique(d$place[!is.na(d$FEV1)])
sd[seen] <- fit$sigma * rel
r <- diag(m)
r[lower.tri(r)] <- coef(fit$modelStruct$corStruct, unconstrained = FALSE)
r <- r + t(r) - diag(m)
sigma <- diag(sd) %*% r %*% diag(sd)
mean_of <- function(person, active) {
  predict(fit, newdata = data.frame(place = 1:m, active = active, FEV1_BL = person$FEV1_BL[1]))
}
cat("strategy,difference\n")
for (strategy in c("mar", "jump", "copy")) {
  last <- t(sapply(split(d, d$USUBJID), function(person) {
    person <- person[order(person$place), ]
    y <- person$FEV1
    own <- mean_of(person, person$active[1])
    other <- mean_of(person, 0)
    there <- which(!is.na(y))
    up_to <- if (length(there)) max(there) else 0
    gaps <- setdiff(seq_len(up_to), there)
    fill <- function(y, mean, known, wanted) {
      if (!length(wanted)) return(y)
      shift <- if (length(known)) {
        sigma[wanted, known, drop = FALSE] %*% solve(sigma[known, known], y[known] - mean[known])
      } else 0
      y[wanted] <- mean[wanted] + shift
      y
    }
    y <- fill(y, own, there, gaps)
    tail <- setdiff(seq_len(m), seq_len(up_to))
    mean <- own
    if (person$active[1] == 1 && strategy == "jump") mean[tail] <- other[tail]
    if (person$active[1] == 1 && strategy == "copy") mean <- other
    y <- fill(y, mean, seq_len(up_to), tail)
    c(y[m], person$active[1], person$FEV1_BL[1])
  }))
  cat(sprintf("%s,%.10g\n", strategy, coef(lm(last[, 1] ~ last[, 2] + last[, 3]))[2]))
}
