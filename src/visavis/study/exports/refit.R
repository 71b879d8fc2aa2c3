# Fits the models of this export again and prints ours beside theirs.
#
#     Rscript refit.R            in the folder of the export
#
# With the package mmrm: unstructured, REML, Kenward-Roger in its linear form, as ours. Without it:
# nlme::gls, which has the same estimates and model-based standard errors, and no such degrees of freedom.
# The script ends with an error (status 1) where a difference is larger than allowed.

within <- c(estimate = 1e-5, se = 1e-4, df = 1e-2)

rows <- read.csv("rows.csv", stringsAsFactors = FALSE, na.strings = "")
ours <- read.csv("ours.csv", stringsAsFactors = FALSE, na.strings = "")
has_mmrm <- requireNamespace("mmrm", quietly = TRUE)
if (!has_mmrm) suppressPackageStartupMessages(library(nlme))

known <- function(values) {
  values[is.na(values)] <- "unknown"
  sizes <- table(values)
  factor(values, levels = names(sizes)[order(-sizes, names(sizes))])
}

fit_of <- function(score) {
  late <- rows$outside_window %in% c("true", "TRUE", TRUE)
  data <- rows[!is.na(rows[[score]]) & rows$group %in% c("A", "B") & !late, ]
  data$y <- data[[score]]
  data$role <- known(data$role)
  data$event_type <- known(data$event_type)
  data$wave <- factor(data$wave)
  data$wave_no <- as.integer(data$wave)
  data$id <- factor(data$id)
  terms <- c("wave", Filter(function(name) nlevels(data[[name]]) > 1, c("role", "event_type")))
  fixed <- reformulate(terms, "y")
  if (has_mmrm) {
    fit <- mmrm::mmrm(
      update(fixed, . ~ . + us(wave | id)), data = data, reml = TRUE,
      method = "Kenward-Roger", vcov = "Kenward-Roger-Linear"
    )
    list(fit = fit, beta = coef(fit), waves = levels(data$wave))
  } else {
    # Evaluated with the formula and the data themselves in the call, so that nothing is looked up later.
    fit <- do.call(gls, list(
      fixed, data = data, method = "REML",
      correlation = corSymm(form = ~ wave_no | id), weights = varIdent(form = ~ 1 | wave),
      control = glsControl(maxIter = 500, msMaxIter = 500, tolerance = 1e-10, msTol = 1e-12),
      na.action = na.omit
    ))
    list(fit = fit, beta = coef(fit), waves = levels(data$wave))
  }
}

apart <- function(a, b) abs(a - b) / max(abs(b), 1e-8)

cat(sprintf("%-14s %-6s %11s %11s %10s %10s %8s %8s  %s\n",
  "score", "change", "ours", "theirs", "our SE", "their SE", "our df", "their df", ""))
passed <- TRUE
for (score in unique(ours$score)) {
  mine <- ours[ours$score == score, ]
  if (any(!is.na(mine$refused))) {
    cat(sprintf("%-14s not fitted by us: %s\n", score, mine$refused[1]))
    next
  }
  found <- fit_of(score)
  for (at in seq_len(nrow(mine))) {
    one <- mine[at, ]
    ends <- strsplit(gsub("T", "", one$contrast), "-")[[1]]
    row <- setNames(rep(0, length(found$beta)), names(found$beta))
    if (ends[1] != found$waves[1]) row[paste0("wave", ends[1])] <- 1
    if (ends[2] != found$waves[1]) row[paste0("wave", ends[2])] <- row[paste0("wave", ends[2])] - 1
    estimate <- sum(row * found$beta)
    if (has_mmrm) {
      tested <- mmrm::df_1d(found$fit, row)
      se <- tested$se; df <- tested$df; our_se <- one$se_kr
    } else {
      se <- sqrt(drop(t(row) %*% vcov(found$fit) %*% row)); df <- NA; our_se <- one$se
    }
    good <- apart(one$estimate, estimate) <= within[["estimate"]] &&
      apart(our_se, se) <= within[["se"]] &&
      (is.na(df) || apart(one$df_kr, df) <= within[["df"]])
    passed <- passed && good
    cat(sprintf("%-14s %-6s %11.7f %11.7f %10.6f %10.6f %8.2f %8s  %s\n",
      score, one$contrast, one$estimate, estimate, our_se, se, one$df_kr,
      if (is.na(df)) "-" else sprintf("%.2f", df), if (good) "pass" else "DIFFERS"))
  }
}
engine <- if (has_mmrm) "mmrm" else "nlme::gls"
cat(if (passed) "PASS" else "FAIL", "with", engine, R.version.string, "\n")
if (!passed) quit(status = 1)
