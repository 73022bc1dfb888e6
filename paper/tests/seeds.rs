//! What the five real plans say of their reports on paper: number and symbol, what they rest on, who gets and who signs them.

mod support;

use baocao_paper::document::{Block, Document};
use support::seeds::SEEDS;

type Lines = &'static [&'static str];

/// What is printed of each, by the name of the seed: number; how what it rests on begins, and how the report is opened;
/// recipients; who signs.
const PRINTED: [(&str, &str, Lines, Lines, Lines); 5] = [
    (
        "commune",
        "Số: 05/BC-HCC",
        &["Căn cứ Quyết định số 1169/QĐ-TTg ngày 16/6/2025 của Thủ tướng Chính phủ", "Thực hiện Kế hoạch "],
        &["- Bộ Khoa học và Công nghệ;", "- UBND tỉnh;", "- Lãnh đạo UBND xã;", "- Lưu: VT, HCC."],
        &["THỦ TRƯỞNG ĐƠN VỊ"],
    ),
    (
        "provincial-office",
        "Số: 05/BC-HCQT",
        &["Căn cứ Kế hoạch số 2653/KH-UBND ngày 6/6/2025", "Thực hiện Kế hoạch "],
        &["- Sở Văn hóa, Thể thao và Du lịch;", "- UBND tỉnh;", "- Lưu: VT, TP, HCQT."],
        &["THỦ TRƯỞNG ĐƠN VỊ"],
    ),
    (
        "provincial-union",
        "Số: 05-BC/ĐTN",
        &[
            "Căn cứ Chương trình hành động số 20-CTHĐ/TWĐTN-KHCN",
            "Căn cứ Nghị quyết số 82-NQ/TU",
            "Thực hiện Kế hoạch ",
        ],
        &["- Ban Thường vụ Tỉnh đoàn;", "- Ban Tuyên giáo Tỉnh đoàn;", "- Lưu: VP."],
        &["TM. BAN THƯỜNG VỤ", "BÍ THƯ"],
    ),
    (
        "central-union",
        "Số: 05-BC/TWĐTN-BTG",
        &["Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024", "Thực hiện Chương trình hành động "],
        &[
            "- Ban Bí thư Trung ương Đoàn;",
            "- Trung tâm phát triển Khoa học, Công nghệ và Tài năng trẻ;",
            "- Lưu KHCN, VP.",
        ],
        &["THỦ TRƯỞNG ĐƠN VỊ"],
    ),
    (
        "joint-programme",
        "Số: 05-BC/TWĐTN-VP",
        &["Căn cứ Chương trình phối hợp số 35/CTr-BTTTT-TWĐTN", "Thực hiện Kế hoạch "],
        &["- Trung tâm Phát triển Khoa học, Công nghệ và Tài năng trẻ;", "- Ban Bí thư Trung ương Đoàn;", "- Lưu: VP."],
        &["THỦ TRƯỞNG ĐƠN VỊ"],
    ),
];

#[test]
fn every_plan_says_what_its_reports_are_headed_and_signed_by() {
    for (seed, (name, number, bases, recipients, signature)) in SEEDS.iter().zip(PRINTED) {
        assert_eq!(seed.name, name);
        let document = seed.filled().document("5", seed.day);
        assert_eq!(document.number, number, "{name}");
        assert_eq!(document.bases.len(), bases.len(), "{name}: {:#?}", document.bases);
        for (said, begins) in document.bases.iter().zip(bases) {
            assert!(said.starts_with(begins), "{name}: {said}");
        }
        assert!(document.bases.last().is_some_and(|opens| opens.ends_with(" như sau:")), "{name}");
        assert_eq!(document.recipients, recipients, "{name}");
        assert_eq!(document.signature, signature, "{name}");
    }
}

#[test]
fn reports_of_state_bodies_fill_all_five_chapters() {
    let chapters = |document: &Document| -> Vec<String> {
        let heading = |block: &Block| match block {
            Block::Heading(heading) if heading.level == 1 => Some(heading.text.clone()),
            _ => None,
        };
        document.body.iter().filter_map(heading).collect()
    };
    for seed in SEEDS.iter().filter(|seed| ["commune", "provincial-office"].contains(&seed.name)) {
        let case = seed.filled();
        let filled = chapters(&case.document("5", seed.day));
        assert_eq!(
            filled,
            [
                "I. TÌNH HÌNH TRIỂN KHAI",
                "II. KẾT QUẢ THỰC HIỆN",
                "III. ĐÁNH GIÁ CHUNG",
                "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI",
                "V. KIẾN NGHỊ, ĐỀ XUẤT",
            ],
            "{}",
            seed.name
        );
        assert_eq!(chapters(&case.form()), filled, "the blank form of {}", seed.name);
    }
}

#[test]
fn a_blank_form_says_nothing_of_what_was_answered() {
    for seed in &SEEDS {
        let (filled, blank) = (seed.filled(), seed.blank());
        assert_eq!(filled.form(), blank.form(), "{}", seed.name);
        assert_ne!(filled.document("5", seed.day).body, blank.document("5", seed.day).body, "{}", seed.name);
    }
}
