#include "engine/codec/rows.h"

#include <algorithm>

#include "engine/codec/ledger_fields.h"
#include "engine/codec/ledger_rows.h"
#include "engine/codec/row_reader.h"
#include "engine/codec/row_writer.h"

namespace dunghan {
namespace {

// What stands behind a row of each kind, and whether it says something.
template <Listed T>
bool says_more(const T& value) {
    const T fresh;
    return std::
        apply([&](const auto&... f) { return (!(value.*f.member == fresh.*f.member) || ...); }, later_fields<T>);
}

bool says_more(const TaskRow& row) {
    return !row.state.course.empty();
}

bool says_more(const PendingRow& row) {
    return std::ranges::any_of(row.reached, [](const auto& rung) { return says_more(rung); });
}

template <Listed T>
void put_more(RowWriter& writer, const T& value) {
    writer.put_later(value);
}

void put_more(RowWriter& writer, const TaskRow& row) {
    writer.put(*row.state.course);
}

void put_more(RowWriter& writer, const PendingRow& row) {
    writer.put_later(row.reached);
}

template <Listed T>
void get_more(RowReader& reader, T& value) {
    reader.get_later(value);
}

void get_more(RowReader& reader, TaskRow& row) {
    reader.get(row.state.course.edit(), "course");
}

void get_more(RowReader& reader, PendingRow& row) {
    reader.get_later(row.reached);
}

template <class T>
std::string row_of(const T& value) {
    if (!says_more(value)) {
        RowWriter writer;
        writer.put(value);
        return writer.take();
    }
    RowWriter writer(row_format_with_more);
    writer.put(value);
    put_more(writer, value);
    return writer.take();
}

tl::unexpected<Error> damaged(std::string_view name, const std::string& problem) {
    return fail(
        ErrorCode::corruption, "Expected a sound " + std::string(name) + " row, but " + problem
    );
}

template <class T>
Result<T> row_from(std::string_view bytes, std::string_view name) {
    RowReader reader(bytes);
    const auto format = reader.bytes().template fixed<std::uint8_t>("format");
    const bool known = format == row_format || format == row_format_with_more;
    if (!reader.bytes().failed() && !known) {
        return damaged(
            name,
            "its format is " + std::to_string(format) + ": this release knows " +
                std::to_string(row_format) + " and " + std::to_string(row_format_with_more)
        );
    }
    T row;
    reader.get(row, name);
    if (format == row_format_with_more) {
        get_more(reader, row);
    }
    if (!reader.bytes().done()) {
        return damaged(name, reader.bytes().problem());
    }
    return row;
}

}  // namespace

std::string encode_row(const TaskRow& row) {
    return row_of(row);
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

std::string encode_row(const endpoint::State& row) {
    return row_of(row);
}

std::string encode_row(const endpoint::Standing& row) {
    return row_of(row);
}

std::string encode_row(const endpoint::Call& row) {
    return row_of(row);
}

std::string encode_row(const endpoint::Attempt& row) {
    return row_of(row);
}

Result<TaskRow> decode_task_row(std::string_view bytes) {
    return row_from<TaskRow>(bytes, "task");
}

bool has_course(std::string_view task_row) {
    return !task_row.empty() && static_cast<std::uint8_t>(task_row[0]) == row_format_with_more;
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
    if (in.failed() || (format != row_format && format != row_format_with_more)) {
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

Result<endpoint::State> decode_endpoint_row(std::string_view bytes) {
    return row_from<endpoint::State>(bytes, "endpoint");
}

Result<endpoint::Standing> decode_standing(std::string_view bytes) {
    return row_from<endpoint::Standing>(bytes, "standing");
}

Result<endpoint::Call> decode_call(std::string_view bytes) {
    return row_from<endpoint::Call>(bytes, "call");
}

Result<endpoint::Attempt> decode_attempt(std::string_view bytes) {
    return row_from<endpoint::Attempt>(bytes, "attempt");
}

}  // namespace dunghan
