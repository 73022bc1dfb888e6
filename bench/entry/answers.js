// What is reported in the timed ways to fill in one report: the same answers each way. All of it is made up.
globalThis.entry = {
  /** Who reports: the unit that takes stock of the plan, and for this report all that the plan names, so that each of the
   * twelve tasks is its own. */
  unit: {
    id: "trung-tam-khcn-tai-nang-tre",
    name: "Trung tâm Phát triển Khoa học, Công nghệ và Tài năng trẻ",
    groups: ["van-phong-ban-don-vi", "tinh-thanh-doan", "tinh-thanh-doan-doan-truc-thuoc"],
  },
  kind: "so-ket",

  /** The two periods, each with a day on which its report is made. The document has one, so there would be no last report. */
  periods: {
    last: { id: "2022", wording: "năm 2022", from: "2022-01-01", to: "2022-12-31", due: "2022-12-31", on: "2022-12-20" },
    now: { id: "2023", wording: "năm 2023", from: "2023-01-01", to: "2023-12-31", due: "2023-12-31", on: "2023-12-20" },
  },

  /** The states that occur, as a form shows them and as a report has them. */
  states: { done: "Hoàn thành", "in-progress": "Đang thực hiện" },

  /** For each task its state and its result. `was` is what the last report said, where that was something else. */
  tasks: {
    "ii-1": { status: "done", result: "Đã triển khai tới 66 tỉnh, thành đoàn; phát hành bộ sản phẩm truyền thông",
      was: { status: "in-progress", result: "Đã triển khai tới 60 tỉnh, thành đoàn; đang thiết kế sản phẩm truyền thông" } },
    "ii-2": { status: "done", result: "Đã có văn bản hướng dẫn; 66 đơn vị ký kết với Sở Thông tin và Truyền thông" },
    "ii-3": { status: "done", result: "Hoàn thành 18 sản phẩm theo danh mục hoạt động cấp trung ương",
      was: { status: "in-progress", result: "Hoàn thành 12 sản phẩm theo danh mục hoạt động cấp trung ương" } },
    "ii-4": { status: "in-progress", result: "Đã kiểm tra tại các cụm thi đua; tổng hợp mô hình, cá nhân đề nghị khen thưởng" },
    "ii-5": { status: "done", result: "Đã tổ chức hội nghị sơ kết, ban hành kế hoạch triển khai năm 2024",
      was: { status: "in-progress", result: "Đã xây dựng đề cương báo cáo sơ kết" } },
    "iii-1-thuong-truc": { status: "done", result: "Làm thường trực, đôn đốc và tổng hợp báo cáo của các đơn vị" },
    "iii-1-ke-hoach": { status: "done", result: "Các ban, đơn vị đã có kế hoạch cụ thể gửi về Trung tâm" },
    "iii-1-du-toan": { status: "done", result: "Đã lập dự toán kinh phí gửi Văn phòng Trung ương Đoàn tổng hợp" },
    "iii-1-khen-thuong": { status: "in-progress", result: "Đang tổng hợp hồ sơ đề nghị khen thưởng của các đơn vị" },
    "iii-2-ke-hoach": { status: "done", result: "66 tỉnh, thành đoàn đã ban hành kế hoạch thực hiện" },
    "iii-2-so-khcn": { status: "in-progress", result: "Nhiều tỉnh, thành đoàn đã ký kết chương trình phối hợp hằng năm" },
    "iii-2-khen-thuong": { status: "done", result: "Đã giới thiệu 6 mô hình hiệu quả để xem xét khen thưởng",
      was: { status: "in-progress", result: "Đã giới thiệu 4 mô hình hiệu quả để xem xét khen thưởng" } },
  },

  /** For each indicator its task and its figures, by what a form calls them and by the key of a report. */
  figures: {
    "trien-khai-toi-tinh-thanh-doan": { task: "ii-1",
      asks: [["Số đạt", "part", "66", "60"], ["Tổng số", "whole", "67", "67"]] },
    "san-pham-hoan-thanh": { task: "ii-3", asks: [["Số đạt", "part", "18", "12"], ["Tổng số", "whole", "20", "15"]] },
    "mo-hinh-tieu-bieu": { task: "iii-2-khen-thuong", asks: [["Kết quả", "value", "6", "4"]] },
  },

  /** About the whole report: label, key, answer, what the last report said. */
  sections: [
    ["Đánh giá chung", "overall", "Chương trình phối hợp được triển khai đúng tiến độ ở 66 tỉnh, thành đoàn",
      "Chương trình phối hợp được triển khai ở 60 tỉnh, thành đoàn"],
    ["Hạn chế", "difficulties", "Một số đơn vị ký kết chậm, báo cáo chưa đầy đủ"],
    ["Nguyên nhân", "causes", "Sắp xếp tổ chức bộ máy; cán bộ kiêm nhiệm"],
    ["Giải pháp khắc phục", "remedies", "Tăng cường đôn đốc, tập huấn cho cán bộ phụ trách"],
  ],

  /** Who made it. */
  reporter: [["Họ và tên người lập báo cáo", "name", "Lò Văn Ứng"], ["Chức vụ", "position", "Chuyên viên"]],

  /** The same as it was a period ago. */
  asLast() {
    const { tasks, figures, sections } = entry;
    return Object.assign(Object.create(entry), {
      tasks: Object.fromEntries(Object.entries(tasks).map(([id, task]) => [id, { ...task, ...task.was }])),
      figures: Object.fromEntries(
        Object.entries(figures).map(([id, { task, asks }]) => [id, { task, asks: asks.map(([label, key, , was]) => [label, key, was, was]) }]),
      ),
      sections: sections.map(([label, key, now, was]) => [label, key, was ?? now]),
    });
  },

  /** The plan of the document, with its one report over two periods. */
  async planOf(url) {
    const plan = await (await fetch(url)).json();
    const report = plan.reports.find(({ id }) => id === entry.kind);
    const periods = Object.values(entry.periods);
    report.periods = { list: periods.map(({ id, wording, from, to }) => ({ id, wording, from, to })) };
    report.due = [{ wording: "hết năm", reading: "through", on: { each: Object.fromEntries(periods.map(({ id, due }) => [id, due])) } }];
    plan.reports = [report];
    return plan;
  },

  /** What all ways must come to. */
  expected() {
    return {
      tasks: Object.fromEntries(Object.entries(entry.tasks).map(([id, { status, result }]) => [id, { status, result }])),
      figures: Object.fromEntries(
        Object.entries(entry.figures).map(([id, { asks }]) => [id, Object.fromEntries(asks.map(([, key, now]) => [key, now]))]),
      ),
      sections: Object.fromEntries(entry.sections.map(([, key, now]) => [key, now])),
      reporter: Object.fromEntries(entry.reporter.map(([, key, now]) => [key, now])),
    };
  },
};
