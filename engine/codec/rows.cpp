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

template <class T>
Result<T> row_from(std::string_view bytes, std::string_view name) {
    RowReader reader(bytes);
    const auto format = reader.bytes().template fixed<std::uint8_t>("format");
    if (!reader.bytes().failed() && format != row_format) {
        return damaged(
            name,
            "its format is " + std::to_string(format) + ": this release knows " +
                std::to_string(row_format)
        );
    }
    Result<T> row;
    reader.get(*row, name);
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

Result<TaskRow> decode_task_row(std::string_view bytes) {
    return row_from<TaskRow>(bytes, "task");
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
