// Reading: each answer is of one moment, and damaged octets are named, never skipped.
#include "adapters/rocksdb/inside.h"
#include "adapters/rocksdb/keys.h"

namespace dunghan {
namespace {

using rocks::Family;
using rocks::slice_of;
using rocks::view_of;

tl::unexpected<Error> broken(const std::string& expected, const std::string& found) {
    return fail(ErrorCode::corruption, "Expected " + expected + ", but " + found);
}

std::string text_of(Position position) {
    return "position " + std::to_string(position.value);
}

}  // namespace

Position RocksStore::head() const {
    return {inside_->head};
}

Result<void> RocksStore::read(Position from, const VisitRecord& visit) const {
    const std::unique_ptr<rocksdb::Iterator> at(
        inside_->database->NewIterator(rocks::long_read(), inside_->family(Family::log))
    );
    Position due{std::max<std::uint64_t>(from.value, 1)};
    Record record;  // one for all: what it holds is the visitor's during the call only
    for (at->Seek(rocks::octets_of(due.value)); at->Valid(); at->Next(), ++due.value) {
        if (rocks::number_from(view_of(at->key())) != due.value) {
            return broken(text_of(due) + " in the log", "another key stands in its place");
        }
        if (const auto decoded = rocks::record_at(due, view_of(at->value()), record); !decoded) {
            return decoded;
        }
        if (!visit(record)) {
            return {};
        }
    }
    return at->status().ok() ? Result<void>{} : tl::unexpected(inside_->read_error(at->status()));
}

Result<void> RocksStore::read_stream(const StreamId& stream, const VisitRecord& visit) const {
    const std::string prefix = rocks::stream_prefix(stream);
    const std::string end = rocks::stream_key(stream, {~std::uint64_t{0}});
    const rocksdb::Slice upper(end);
    rocksdb::ReadOptions options;
    options.iterate_upper_bound = &upper;
    const std::unique_ptr<rocksdb::Iterator> at(
        inside_->database->NewIterator(options, inside_->family(Family::stream))
    );
    StreamVersion due{1};
    for (at->Seek(prefix); at->Valid(); at->Next(), ++due.value) {
        const auto position = rocks::number_from(view_of(at->value()));
        if (view_of(at->key()) != rocks::stream_key(stream, due) || !position) {
            return broken(
                "version " + std::to_string(due.value) + " of stream " + stream.value,
                "its index does not lead there"
            );
        }
        const Result<Record> record = inside_->record_of(stream, due, {*position});
        if (!record) {
            return tl::unexpected(record.error());
        }
        if (!visit(*record)) {
            return {};
        }
    }
    return at->status().ok() ? Result<void>{} : tl::unexpected(inside_->read_error(at->status()));
}

Result<std::optional<CommandReceipt>> RocksStore::find_command(const CommandId& id) const {
    const auto value = inside_->value_of(Family::command, rocks::command_key(id));
    if (!value) {
        return tl::unexpected(value.error());
    }
    if (!*value) {
        return std::nullopt;
    }
    return rocks::decode_receipt(id, **value).map([](const CommandReceipt& receipt) {
        return std::optional(receipt);
    });
}

Result<std::optional<std::string>> RocksStore::get(View view, std::string_view key) const {
    return inside_->value_of(Family::view, rocks::view_key(view, key));
}

Result<void> RocksStore::scan(
    View view, std::string_view from, std::string_view to, const VisitRow& visit
) const {
    const std::string end = to.empty() ? rocks::view_end(view) : rocks::view_key(view, to);
    const rocksdb::Slice upper(end);
    rocksdb::ReadOptions options;
    options.iterate_upper_bound = &upper;
    const std::unique_ptr<rocksdb::Iterator> at(
        inside_->database->NewIterator(options, inside_->family(Family::view))
    );
    for (at->Seek(rocks::view_key(view, from)); at->Valid(); at->Next()) {
        if (!visit(view_of(at->key()).substr(1), view_of(at->value()))) {
            return {};
        }
    }
    return at->status().ok() ? Result<void>{} : tl::unexpected(inside_->read_error(at->status()));
}

std::uint64_t RocksStore::disk_octets() const {
    std::uint64_t octets = 0;
    std::error_code error;
    for (std::filesystem::directory_iterator at(inside_->folder(), error), end; at != end;
         at.increment(error)) {
        const auto size = at->file_size(error);
        octets += error ? 0 : size;
    }
    return octets;
}

}  // namespace dunghan
