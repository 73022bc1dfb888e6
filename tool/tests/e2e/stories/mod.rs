//! Each of the five real plans over three periods: a unit fills, checks and sends; the office returns, the unit mends, the
//! office approves; the next period goes on from the last; the third is late, or there is nothing to report; and at the end
//! the report is on paper. The joint programme's plan has two periods of each report: its third act takes stock of both.
//! All figures are made up.

mod central_union;
mod commune;
mod desk;
mod document;
mod joint_programme;
mod provincial_office;
mod provincial_union;
