// The lunar months that begin in the years FIRST to LAST, as another implementation has them, one a
// line: lunar year, month, 1 for the repeated one, and the day it begins.
import { CalendarVietnamese } from 'date-chinese';

const [first, last] = process.argv.slice(2).map(Number);
const dayMs = 86_400_000;
const calendar = new CalendarVietnamese();

for (let day = Date.UTC(first, 0, 1); day < Date.UTC(last + 1, 0, 1); ) {
  const date = new Date(day);
  calendar.fromGregorian(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  const [cycle, yearOfCycle, month, leap, lunarDay] = calendar.get();
  if (lunarDay !== 1) {
    day += dayMs;
    continue;
  }
  const year = (cycle - 1) * 60 + yearOfCycle - 2637;
  console.log(year, month, leap ? 1 : 0, date.toISOString().slice(0, 10));
  day += 29 * dayMs;
}
