# The public page of estimates: what numbers look like, with assumptions and limits.

estimates-title = Estimates
estimates-lead = What the numbers look like beside what is usual elsewhere.
estimates-not-findings = These are estimates, not findings.
estimates-not-findings-text = A finding holds whatever people are like: we hold more ballots than were reported. An estimate holds only as far as its assumptions do; they stand below each. None of them is a result of the election, and none says how a country voted.
estimates-to-findings = To the findings
estimates-data = The data, to work it out yourself
estimates-nothing = There are not enough official numbers for this.
estimates-assumptions = It assumes
estimates-limits = It does not show
estimates-stations = Stations that it rests on: { $stations }. Left out, because a number that it needs is missing or impossible: { $leftOut }.
estimates-choice = Choice
estimates-used = Stations
estimates-axis-turnout = Turnout
estimates-axis-ours = Of our ballots there
estimates-axis-official = Of the official turnout

estimates-turnout = Turnout and share
estimates-turnout-text = In most elections stations gather around one turnout, and shares do not follow it much. Where ballots are added for one choice, its share is high where turnout is high.
estimates-by-turnout = Stations by official turnout, in steps of two percentage points
estimates-turnout-grid = Stations by official turnout and by the official share of “{ $choice }”: the darker, the more
estimates-correlation-table = How turnout and share go together
estimates-correlation = Correlation
estimates-correlation-text = The correlation is between −1 and 1: at 0 turnout says nothing about the share, at 1 both rise together. Stations count by their voters.

estimates-early = Early voting
estimates-early-text = Who is reported to have voted before election day, while boxes stood overnight.
estimates-early-nothing = The official source does not say how many voted early.
estimates-early-figures = At the stations that say so, { $early } of { $turnout } voted early: { $part }. A quarter of the stations report less than { $low }, half less than { $middle }, three quarters less than { $high }.
estimates-by-early = Stations by the part of their turnout that voted early, in steps of ten percentage points
estimates-early-table = Early voting and the official share of “{ $choice }”
estimates-early-band = Voted early
estimates-early-share = Median share of “{ $choice }”

estimates-peaks = Whole percentages
estimates-peaks-text = Who makes up a result tends to pick a whole percentage. Votes that fall by themselves hit one as rarely as any other tenth.
estimates-peaks-chart = { $what }: stations by how far their percentage is from a whole number, in tenths of a percentage point; the lines are what chance would give
estimates-whole = whole
estimates-peaks-of = Percentage of
estimates-peaks-whole = Whole
estimates-peaks-expected = By chance
estimates-peaks-excess = More than by chance
estimates-peaks-sigma = σ is how far such a number strays by chance alone: beyond 3 it hardly ever does.

estimates-photographed = What we hold, and what was reported
estimates-photographed-text = For each choice: our ballots beside the official votes, at stations that have both. Who sends a photo is no sample of who votes; the difference between choices shows how differently their supporters took part.
estimates-ours = Ours
estimates-official = Official votes
estimates-per-hundred = Ours for 100 official votes
estimates-per-hundred-stations = By station: a quarter, half, three quarters have less
estimates-photographed-grid = Stations by the share of “{ $choice }” among our ballots there and in the official turnout: the darker, the more

estimates-assumption-official-as-published = The official numbers are as they were published, and we have read them correctly.
estimates-assumption-smooth = Without interference turnout and shares change smoothly from station to station.
estimates-assumption-independent-votes = Without interference every vote falls by itself, at its station’s own rate, and nobody aims at a round percentage.
estimates-assumption-early-as-cast = Early votes are reported as they were cast.
estimates-assumption-photos-differ = Supporters of different choices differ in how readily they send photos. How much is not known, so nothing is corrected for it.
estimates-limit-no-station = Which station, who did it, or how many votes.
estimates-limit-honest-differences = That anything is wrong: towns and villages differ in turnout and in choice by themselves.
estimates-limit-special-stations = Special stations: hospitals, barracks and very small ones have odd numbers for good reasons.
estimates-limit-rounding = Why: a few people who round are enough for a peak, whatever the result was.
estimates-limit-early-differ = What would have been without early voting: whoever votes early may choose otherwise.
estimates-limit-no-sample = How a country voted: our users are no sample of its voters.
estimates-limit-reporting-stations = Stations that published nothing: those that did are no sample of all.
