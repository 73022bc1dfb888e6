//! How the contracts' types are read and written: each names its fields or variants once.

/// Reads and writes a struct by the names of its fields: `object!(Unit: id, name, groups);`. A field's type
/// says whether its key may be absent; `object!(optional Late: …)` makes the key of such a struct itself
/// optional. In `object!(Question or name: …)` a plain text is read by `Question::name`.
#[macro_export]
#[doc(hidden)]
macro_rules! __json_object {
    (optional $type:ident: $($field:ident),* $(,)?) => {
        $crate::__json_object! { @impl $type () (
            const IS_OPTIONAL: bool = true;
        ) (
            fn is_absent(&self) -> bool {
                $($crate::json::Write::is_absent(&self.$field))&&*
            }
        ) ($($field)*) () }
    };
    ($type:ident $(or $short:ident)?: $($field:ident),* $(,)? $(; computed $computed:ident)?) => {
        $crate::__json_object! { @impl $type ($($short)?) () () ($($field)*) ($($computed)?) }
    };
    (@impl $type:ident ($($short:ident)?) ($($optional:tt)*) ($($absent:tt)*) ($($field:ident)*) ($($computed:ident)?)) => {
        impl $crate::json::Read for $type {
            $($optional)*
            fn read<'n>(node: &'n $crate::json::Node, reader: &mut $crate::json::Reader<'n>) -> Self {
                $(if let $crate::json::Value::Text(_) = node.value {
                    return Self::$short($crate::json::Read::read(node, reader));
                })?
                let members = reader.members(node, &[$(stringify!($field)),*]);
                Self {
                    $($field: reader.member(&members, stringify!($field)),)*
                    $($computed: Default::default(),)?
                }
            }
        }

        impl $crate::json::Write for $type {
            fn write(&self, out: &mut String) {
                let mut object = $crate::json::Object::default();
                $(object.member($crate::json::plain(stringify!($field)), &self.$field);)*
                object.close(out);
            }
            $($absent)*
        }
    };
}

/// Reads and writes an enum by the names of its variants:
/// `choice!(PeriodUnit: "month" => Month, "year" => Year);`. A variant with content is written
/// `"every" => Every(content)`. `choice!(optional Nil: …)` makes the key of such an enum optional: the first
/// variant stands for an absent one.
#[macro_export]
#[doc(hidden)]
macro_rules! __json_choice {
    (optional $type:ident: $first_name:literal => $first:ident $($rest:tt)*) => {
        $crate::__json_choice! { @impl $type (
            const IS_OPTIONAL: bool = true;
        ) (
            fn is_absent(&self) -> bool {
                matches!(self, Self::$first)
            }
        ) $first_name => $first $($rest)* }
    };
    ($type:ident: $($choices:tt)*) => {
        $crate::__json_choice! { @impl $type () () $($choices)* }
    };
    (@impl $type:ident ($($optional:tt)*) ($($absent:tt)*)
        $first_name:literal => $first:ident $(($first_content:ident))?
        $(, $name:literal => $variant:ident $(($content:ident))?)* $(,)?
    ) => {
        impl $crate::json::Read for $type {
            $($optional)*
            #[allow(unused_variables, reason = "choices without content")]
            fn read<'n>(node: &'n $crate::json::Node, reader: &mut $crate::json::Reader<'n>) -> Self {
                #[allow(dead_code, reason = "only its numbers are used")]
                enum Nth { $first, $($variant),* }
                let (nth, content) = reader.choice(node, &[
                    ($first_name, $crate::__json_choice!(@has $($first_content)?)),
                    $(($name, $crate::__json_choice!(@has $($content)?)),)*
                ]);
                match nth {
                    $(nth if nth == Nth::$variant as usize => {
                        $crate::__json_choice!(@read $variant ($($content)?) reader content)
                    })*
                    _ => $crate::__json_choice!(@read $first ($($first_content)?) reader content),
                }
            }
        }

        impl $crate::json::Write for $type {
            fn write(&self, out: &mut String) {
                let (name, content): (&str, Option<&dyn $crate::json::Write>) = match self {
                    Self::$first $(($first_content))? => {
                        ($first_name, $crate::__json_choice!(@written $($first_content)?))
                    }
                    $(Self::$variant $(($content))? => ($name, $crate::__json_choice!(@written $($content)?)),)*
                };
                $crate::json::write_choice(name, content, out);
            }
            $($absent)*
        }
    };
    (@has) => { false };
    (@has $content:ident) => { true };
    (@read $variant:ident () $reader:ident $node:ident) => { Self::$variant };
    (@read $variant:ident ($content:ident) $reader:ident $node:ident) => { Self::$variant($reader.content($node)) };
    (@written) => { None };
    (@written $content:ident) => { Some($content) };
}
