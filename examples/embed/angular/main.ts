import { bootstrapApplication } from "@angular/platform-browser";
import { ReportPage } from "./report-page";

bootstrapApplication(ReportPage).catch((error) => console.error(error));
