//! The main job on the five real plans: see what is due, fill it in, be refused, mend, send, be found in the database.

use crate::engine::{Engine, in_every_engine};
use crate::officer::{Job, Officer};
use crate::portal::Portal;
use serde_json::json;

in_every_engine!(the_provincial_offices_monthly_report);

async fn the_provincial_offices_monthly_report(engine: Engine) {
    whole_way(
        engine,
        &Job {
            visit: "plan=vp-ubnd-tinh-2025&unit=phong-hanh-chinh-quan-tri&as-of=2026-06-13",
            report: "Báo cáo kết quả tuyên truyền · Tháng 6/2026",
            due: "Hạn nộp: hết ngày 14/6/2026, Chủ nhật (24 giờ, giờ Việt Nam)",
            last_day: Some("2026-06-14"),
            keys: ["vp-ubnd-tinh-2025", "phong-hanh-chinh-quan-tri", "hang-thang", "2026-06"],
            tasks: 15,
            refused_at: "Tiến độ",
        },
    )
    .await;
}

in_every_engine!(the_communes_half_yearly_report);

async fn the_communes_half_yearly_report(engine: Engine) {
    whole_way(
        engine,
        &Job {
            visit: "plan=xa-nam-cuong-2026&unit=trung-tam-phuc-vu-hanh-chinh-cong&as-of=2026-06-10",
            report: "Báo cáo tình hình, kết quả thực hiện · 6 tháng đầu năm 2026",
            due: "Hạn nộp: hết ngày 19/6/2026, thứ Sáu (24 giờ, giờ Việt Nam)",
            last_day: Some("2026-06-19"),
            keys: ["xa-nam-cuong-2026", "trung-tam-phuc-vu-hanh-chinh-cong", "sau-thang", "2026-H1"],
            tasks: 23,
            refused_at: "Tiến độ",
        },
    )
    .await;
}

in_every_engine!(the_joint_programmes_report_of_a_unit_known_by_its_class);

async fn the_joint_programmes_report_of_a_unit_known_by_its_class(engine: Engine) {
    whole_way(
        engine,
        &Job {
            visit: "plan=tw-doan-bo-tttt-2022&group=tinh-thanh-doan&name=Tỉnh đoàn Hải Dương&as-of=2023-10-12",
            report: "Báo cáo kết quả thực hiện · đối với các hoạt động năm 2023",
            due: "Hạn nộp: hết ngày 14/10/2023, thứ Bảy (24 giờ, giờ Việt Nam)",
            last_day: Some("2023-10-14"),
            keys: ["tw-doan-bo-tttt-2022", "tinh-doan-hai-duong", "ket-qua-tinh-thanh", "2023"],
            tasks: 6,
            refused_at: "Minh chứng",
        },
    )
    .await;
}

in_every_engine!(the_provincial_unions_yearly_report_of_a_unit_known_by_its_class);

async fn the_provincial_unions_yearly_report_of_a_unit_known_by_its_class(engine: Engine) {
    whole_way(
        engine,
        &Job {
            visit: "plan=tinh-doan-2025&group=huyen-thanh-doan&name=Huyện đoàn Ân Thi&as-of=2025-11-12",
            report: "Báo cáo kết quả thực hiện · Năm 2025",
            due: "Kế hoạch không ấn định ngày nộp.",
            last_day: None,
            keys: ["tinh-doan-2025", "huyen-doan-an-thi", "hang-nam", "2025"],
            tasks: 40,
            refused_at: "Tiến độ",
        },
    )
    .await;
}

in_every_engine!(the_central_unions_yearly_report);

async fn the_central_unions_yearly_report(engine: Engine) {
    whole_way(
        engine,
        &Job {
            visit: "plan=tw-doan-2025&unit=ban-tuyen-giao&as-of=2025-11-20",
            report: "Báo cáo kết quả thực hiện và đề xuất các hoạt động triển khai trong năm tiếp theo · Năm 2025",
            due: "Hạn nộp: hết ngày 29/11/2025, thứ Bảy (24 giờ, giờ Việt Nam)",
            last_day: Some("2025-11-29"),
            keys: ["tw-doan-2025", "ban-tuyen-giao", "hang-nam", "2025"],
            tasks: 7,
            refused_at: "Kết quả thực hiện trong kỳ",
        },
    )
    .await;
}

async fn whole_way(engine: Engine, job: &Job) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(job.visit).await;
    assert_eq!(form.due_day(job.report).await, job.due);
    form.open(job.report).await;

    let mut officer = Officer::of(form);
    officer.begin_badly().await;
    form.check().await;
    let errors = form.errors().await;
    assert!(errors.len() > 3, "{errors:#?}");
    assert_eq!(form.now("first('button', 'Gửi báo cáo').disabled", &[]).await, json!(true));
    officer.follow(job.refused_at).await;

    officer.fill_all().await;
    assert_eq!(officer.filled(), job.tasks);
    form.check().await;
    assert_eq!(form.errors().await, [""; 0]);
    form.shows("Báo cáo đã đủ nội dung, có thể gửi.").await;
    form.press("Gửi báo cáo").await;
    assert_eq!(form.receipt("Số biên nhận").await, "BC-000001");
    portal.says_received().await;

    let row = portal.server.row();
    assert_eq!([&*row.plan, &*row.unit, &*row.kind, &*row.period], job.keys);
    assert_eq!(row.hash, form.receipt("Mã kiểm tra nội dung (SHA-256)").await);
    assert_eq!(row.late, job.last_day.map(|_| false));
    assert_eq!(row.body["due"]["last_day"].as_str(), job.last_day);
    assert_eq!(portal.line.posted(), std::slice::from_ref(&row.key));
    officer.compare(&row.body);
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
