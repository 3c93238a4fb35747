import { useEffect, useRef, type ComponentProps } from "react";
import type { Report311, ReportChangeEvent } from "report-311";

interface Props extends ComponentProps<"report-311"> {
  onChange: (event: ReportChangeEvent) => void;
}

export function Report({ onChange, ...attributes }: Props) {
  const tag = useRef<Report311>(null);
  useEffect(() => {
    const report = tag.current!;
    report.addEventListener("report-change", onChange);
    return () => report.removeEventListener("report-change", onChange);
  }, [onChange]);
  return (
    <report-311 {...attributes} ref={tag}>
      Loading the report …
    </report-311>
  );
}
