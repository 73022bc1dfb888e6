import "../element";
import { createApp } from "vue";
import ReportPage from "./ReportPage.vue";

createApp(ReportPage).mount("#app");
