import { hydrateRoot } from "react-dom/client";
import { ReportPage } from "./ReportPage";

hydrateRoot(document.getElementById("root")!, <ReportPage />);
