// Prints the entries of a calendar as npm's ical.js reads them: one JSON list.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
console.log(
  JSON.stringify(
    calendar.getAllSubcomponents("vevent").map((component) => {
      const event = new ICAL.Event(component);
      return {
        uid: event.uid,
        day: event.startDate.toString(),
        summary: event.summary,
        status: component.getFirstPropertyValue("status"),
        sequence: event.sequence,
      };
    }),
  ),
);
