#include "engine/codec/rows.h"

#include "engine/codec/row_reader.h"
#include "engine/codec/row_writer.h"

namespace dunghan {
namespace {

template <class T>
std::string row_of(const T& value) {
    RowWriter writer;
    writer.put(value);
    return writer.take();
}

tl::unexpected<Error> damaged(std::string_view name, const std::string& problem) {
    return fail(
        ErrorCode::corruption, "Expected a sound " + std::string(name) + " row, but " + problem
    );
}

tl::unexpected<Error> unknown_format(std::string_view name, std::uint8_t format) {
    return damaged(
        name,
        "its format is " + std::to_string(format) + ": this release knows " +
            std::to_string(row_format) + " and " + std::to_string(row_format_with_course)
    );
}

template <class T>
Result<T> finished(RowReader& reader, T row, std::string_view name) {
    if (!reader.bytes().done()) {
        return damaged(name, reader.bytes().problem());
    }
    return row;
}

template <class T>
Result<T> row_from(std::string_view bytes, std::string_view name) {
    RowReader reader(bytes);
    const auto format = reader.bytes().template fixed<std::uint8_t>("format");
    if (!reader.bytes().failed() && format != row_format) {
        return unknown_format(name, format);
    }
    T row;
    reader.get(row, name);
    return finished(reader, std::move(row), name);
}

}  // namespace

std::string encode_row(const TaskRow& row) {
    const auto& course = row.state.course;
    if (course.empty()) {
        return row_of(row);
    }
    RowWriter writer(row_format_with_course);
    writer.put(row);
    writer.put(*course);
    return writer.take();
}

std::string encode_row(const PendingRow& row) {
    return row_of(row);
}

std::string encode_row(const reminder::State& row) {
    return row_of(row);
}

std::string encode_row(const person::State& row) {
    return row_of(row);
}

Result<TaskRow> decode_task_row(std::string_view bytes) {
    constexpr std::string_view name = "task";
    RowReader reader(bytes);
    const auto format = reader.bytes().fixed<std::uint8_t>("format");
    const bool with_course = format == row_format_with_course;
    if (!reader.bytes().failed() && format != row_format && !with_course) {
        return unknown_format(name, format);
    }
    TaskRow row;
    reader.get(row, name);
    if (with_course) {
        reader.get(row.state.course.edit(), "course");
    }
    return finished(reader, std::move(row), name);
}

bool has_course(std::string_view task_row) {
    return !task_row.empty() && static_cast<std::uint8_t>(task_row[0]) == row_format_with_course;
}

// The first fields of the listing, in its order.
Result<TaskTimes> decode_task_times(std::string_view bytes) {
    constexpr auto names = names_of_fields<task::State>();
    static_assert(
        names[0] == "version" && names[1] == "kind" && names[2] == "code" &&
        names[3] == "assigned_at" && names[4] == "last_occurred" && names[5] == "last_recorded"
    );
    ByteReader in(bytes);
    const auto format = in.fixed<std::uint8_t>("format");
    (void)in.compact(names[0]);
    (void)in.raw(1, names[1]);
    (void)in.raw(in.compact(names[2]), names[2]);
    (void)in.raw(sizeof(Instant::ms), names[3]);
    TaskTimes times;
    times.last_occurred.ms = in.fixed<std::int64_t>(names[4]);
    times.last_recorded.ms = in.fixed<std::int64_t>(names[5]);
    if (in.failed() || (format != row_format && format != row_format_with_course)) {
        return decode_task_row(bytes).and_then([](const TaskRow&) -> Result<TaskTimes> {
            return damaged("task", "its head cannot be read");
        });
    }
    return times;
}

Result<PendingRow> decode_pending_row(std::string_view bytes) {
    return row_from<PendingRow>(bytes, "pending");
}

Result<reminder::State> decode_digest_row(std::string_view bytes) {
    return row_from<reminder::State>(bytes, "digest");
}

Result<person::State> decode_person_row(std::string_view bytes) {
    return row_from<person::State>(bytes, "person");
}

}  // namespace dunghan
