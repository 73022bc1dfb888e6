//! Where the module is split.

/// The functions through which the rest is entered: what is reached only through them is loaded after the first
/// view. Each takes a `Rest` as proof that it is there, and is not inlined.
pub const GATES: [&str; 28] = [
    "baocao::element::rest::read_all",
    "baocao::element::rest::recheck",
    "baocao::element::rest::<impl baocao::element::run::Runner>::deliver",
    "baocao::element::rest::<impl baocao::element::run::Runner>::hold",
    "baocao::element::rest::<impl baocao::element::run::Runner>::let_go",
    "baocao::element::rest::<impl baocao::element::run::Runner>::report_now",
    "baocao::element::rest::<impl baocao::element::run::Runner>::submit_now",
    "baocao::state::hand::<impl baocao::state::State>::holds",
    "baocao::state::sending::<impl baocao::state::State>::answered",
    "baocao::state::sending::<impl baocao::state::State>::dispatch",
    "baocao::state::sending::<impl baocao::state::State>::goes_out_again",
    "baocao::state::sending::<impl baocao::state::State>::hear",
    "baocao::state::sending::<impl baocao::state::State>::report",
    "baocao::state::sending::<impl baocao::state::State>::resume",
    "baocao::state::sending::<impl baocao::state::State>::send",
    "baocao::state::sending::<impl baocao::state::State>::settle_conflict",
    "baocao::state::sending::<impl baocao::state::State>::take_back",
    "baocao::state::work::Work::hear_no_more",
    "baocao::state::work::checked_part",
    "baocao::state::work::checked_whole",
    "baocao::ui::app::invalid",
    "baocao::ui::check_page::check_page",
    "baocao::ui::elsewhere::elsewhere",
    "baocao::ui::elsewhere::elsewhere_page",
    "baocao::ui::due_banner::why",
    "baocao::ui::field::told",
    "baocao::ui::receipt::receipt_page",
    "baocao::ui::year::year_page",
];
