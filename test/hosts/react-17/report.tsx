import { useEffect, useRef, type ComponentProps } from "react";
import type { Report311, ReportChangeEvent } from "report-311";

interface Props extends ComponentProps<"report-311"> {
  onReportChange: (event: ReportChangeEvent) => void;
}

export function Report({ onReportChange, ...attributes }: Props) {
  const tag = useRef<Report311>(null);
  useEffect(() => {
    const report = tag.current!;
    report.addEventListener("report-change", onReportChange);
    return () => report.removeEventListener("report-change", onReportChange);
  }, [onReportChange]);
  return (
    <report-311 {...attributes} ref={tag}>
      Loading the report …
    </report-311>
  );
}
