//! The ways to build the form that are held against each other.

/// One way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// HTML by hand; the browser checks.
    Plain,
    /// The same with `content-visibility: auto`, the best that HTML alone can do.
    Auto,
    /// React Hook Form with zod, by hand.
    Hook,
    /// JSON Forms.
    JsonForms,
    /// react-jsonschema-form.
    Rjsf,
    /// SurveyJS.
    Survey,
    /// The element, one task at a time.
    Ours,
    /// The element, all tasks in one table.
    Grid,
    /// One task at a time, with an answer to every question on the device already.
    Filled,
    /// One task at a time, on a page whose head names what the element will need.
    Hinted,
}

impl Form {
    /// What is compared, in the order of the table.
    pub const COMPARED: [Self; 7] =
        [Self::Plain, Self::Auto, Self::Hook, Self::JsonForms, Self::Rjsf, Self::Survey, Self::Ours];

    /// What the element's table of all tasks stands beside.
    pub const WITH_GRID: [Self; 4] = [Self::Plain, Self::Auto, Self::Ours, Self::Grid];

    /// How tables name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain HTML",
            Self::Auto => "plain, auto",
            Self::Hook => "RHF + zod",
            Self::JsonForms => "JSON Forms",
            Self::Rjsf => "rjsf",
            Self::Survey => "SurveyJS",
            Self::Ours => "**baocao**",
            Self::Grid => "**baocao, grid**",
            Self::Filled => "baocao, all answered",
            Self::Hinted => "baocao, preload lines",
        }
    }

    /// How paths, pages and the command line name it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Auto => "auto",
            Self::Hook => "hook",
            Self::JsonForms => "jsonforms",
            Self::Rjsf => "rjsf",
            Self::Survey => "survey",
            Self::Ours | Self::Filled => "ours",
            Self::Grid => "grid",
            Self::Hinted => "hinted",
        }
    }

    /// Whether it is the element.
    pub fn is_ours(self) -> bool {
        matches!(self, Self::Ours | Self::Grid) || self.is_variant()
    }

    /// Whether it is the element in other circumstances, measured for some rows and no column.
    pub fn is_variant(self) -> bool {
        matches!(self, Self::Filled | Self::Hinted)
    }

    /// What is said of these circumstances.
    pub fn circumstances(self) -> &'static str {
        match self {
            Self::Filled => ", all answered",
            Self::Hinted => ", preload lines in the page",
            _ => "",
        }
    }

    /// Whether it is a bundle of `bench/rivals`.
    pub fn is_bundled(self) -> bool {
        matches!(self, Self::Hook | Self::JsonForms | Self::Rjsf | Self::Survey)
    }
}

/// A form with so many tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Page {
    /// How many.
    pub tasks: usize,
    /// Built how.
    pub form: Form,
}

impl Page {
    /// Its path on the server.
    pub fn path(self) -> String {
        format!("/{}-{}.html", self.form.key(), self.tasks)
    }
}
