#include "engine/audit/verify.h"

#include <algorithm>
#include <array>
#include <deque>
#include <span>
#include <vector>

#include "engine/codec/bytes.h"
#include "engine/projection/projector.h"

namespace dunghan::audit {
namespace {

constexpr std::uint64_t progress_events = 65'536;
constexpr std::size_t chunk_rows = 4096;
constexpr std::array views{
    View::task,
    View::due,
    View::pending,
    View::outbox,
    View::digest,
    View::notice,
    View::person,
    View::timer,
    View::endpoint};

Error at_position(const Error& error, Position position) {
    return {error.code, "position " + std::to_string(position.value) + ": " + error.detail};
}

// The fold itself: events in, rows out. They gather in memory; beyond `held_max` they go to the
// scratch store, and the fold goes on from there.
class Rebuild {
 public:
    Rebuild(
        Store& scratch, const std::function<void(Position)>& progress, const VerifyOptions& options
    )
        : scratch_(scratch), projector_(scratch), progress_(progress), options_(options) {}

    Result<void> run(const Store& live) {
        if (const auto loaded = projector_.load(); !loaded) {
            return loaded;
        }
        std::optional<Error> broken;
        const auto read = live.read({1}, [&](const Record& record) {
            const auto applied = apply(record);
            if (!applied) {
                broken = at_position(applied.error(), record.envelope.position);
            }
            return applied.has_value();
        });
        if (broken || !read) {
            return tl::unexpected(broken ? *broken : read.error());
        }
        return spilt_ ? spill() : Result<void>{};
    }

    // False: all rows are in memory, and the scratch store is empty.
    [[nodiscard]] bool spilt() const { return spilt_; }

    // Every row, by view and key.
    [[nodiscard]] std::vector<ViewChange> take_rows() {
        std::vector<ViewChange> rows = projector_.drain();
        std::erase_if(rows, [](const ViewChange& row) { return !row.value; });
        std::ranges::sort(rows, [](const ViewChange& a, const ViewChange& b) {
            return a.view != b.view ? a.view < b.view : a.key < b.key;
        });
        return rows;
    }

 private:
    Result<void> apply(const Record& record) {
        const Envelope& envelope = record.envelope;
        const auto event = decode_payload(envelope.type, envelope.schema, record.payload);
        if (!event) {
            return tl::unexpected(event.error());
        }
        if (const auto applied = projector_.apply(envelope, *event); !applied) {
            return applied;
        }
        if (envelope.position.value % progress_events == 0) {
            progress_(envelope.position);
        }
        return projector_.held() > options_.held_max ? spill() : Result<void>{};
    }

    Result<void> spill() {
        spilt_ = true;
        return scratch_.append({{}, {}, projector_.drain()}).map([&] { projector_.forget(); });
    }

    Store& scratch_;
    Projector projector_;
    const std::function<void(Position)>& progress_;
    const VerifyOptions& options_;
    bool spilt_ = false;
};

// Walks the rows of one view in key order, a chunk at a time.
class Rows {
 public:
    Rows(const Store& store, View view) : store_(store), view_(view) {}

    struct Row {
        std::string key;
        std::string value;
    };

    // Nothing: the end.
    Result<const Row*> peek() {
        if (chunk_.empty() && !ended_) {
            if (const auto filled = fill(); !filled) {
                return tl::unexpected(filled.error());
            }
        }
        return chunk_.empty() ? nullptr : &chunk_.front();
    }

    void pop() { chunk_.pop_front(); }

 private:
    Result<void> fill() {
        const auto scanned = store_.scan(view_, next_, {}, [this](auto key, auto value) {
            chunk_.push_back({std::string(key), std::string(value)});
            return chunk_.size() < chunk_rows;
        });
        ended_ = chunk_.size() < chunk_rows;
        if (!chunk_.empty()) {
            next_ = chunk_.back().key + '\0';
        }
        return scanned;
    }

    const Store& store_;
    View view_;
    std::string next_;
    std::deque<Row> chunk_;
    bool ended_ = false;
};

std::optional<Difference> compare(View view, const Rows::Row* live, const Rows::Row* rebuilt) {
    if (live && rebuilt && live->key == rebuilt->key) {
        if (live->value == rebuilt->value) {
            return std::nullopt;
        }
        return Difference{view, live->key, live->value, rebuilt->value};
    }
    if (live && (!rebuilt || live->key < rebuilt->key)) {
        return Difference{view, live->key, live->value, std::nullopt};
    }
    return Difference{view, rebuilt->key, std::nullopt, rebuilt->value};
}

Result<void> compare_view(
    View view, const Store& live, const Store& scratch, Verification& verification
) {
    Rows live_rows(live, view);
    Rows rebuilt_rows(scratch, view);
    while (!verification.first) {
        const auto ours = live_rows.peek();
        const auto theirs = rebuilt_rows.peek();
        if (!ours || !theirs) {
            return tl::unexpected(ours ? theirs.error() : ours.error());
        }
        if (!*ours && !*theirs) {
            return {};
        }
        verification.first = compare(view, *ours, *theirs);
        if (!verification.first) {
            ++verification.rows;
            live_rows.pop();
            rebuilt_rows.pop();
        }
    }
    return {};
}

using HeldRows = std::span<const ViewChange>;

HeldRows rows_of(View view, HeldRows all) {
    return {
        std::ranges::lower_bound(all, view, {}, &ViewChange::view),
        std::ranges::upper_bound(all, view, {}, &ViewChange::view)};
}

// The live rows pass by once; the rebuilt ones lie in memory in the same order.
Result<void> compare_view(
    View view, const Store& live, HeldRows rebuilt, Verification& verification
) {
    auto next = rebuilt.begin();
    const auto row = [&] { return Rows::Row{next->key, *next->value}; };
    const auto scanned = live.scan(view, {}, {}, [&](auto key, auto value) {
        if (next != rebuilt.end() && next->key == key && *next->value == value) {
            ++verification.rows;
            ++next;
            return true;
        }
        const Rows::Row ours{std::string(key), std::string(value)};
        const auto theirs = next == rebuilt.end() ? std::nullopt : std::optional(row());
        verification.first = compare(view, &ours, theirs ? &*theirs : nullptr);
        return false;
    });
    if (scanned && !verification.first && next != rebuilt.end()) {
        const Rows::Row theirs = row();
        verification.first = compare(view, nullptr, &theirs);
    }
    return scanned;
}

// Key and value, each after its length in eight octets, little-endian, row by row.
class Printer {
 public:
    void add(std::string_view key, std::string_view value) {
        ByteWriter lengths;
        lengths.fixed(std::uint64_t{key.size()});
        lengths.fixed(std::uint64_t{value.size()});
        sum_.add(lengths.bytes());
        sum_.add(key);
        sum_.add(value);
        ++rows_;
    }

    Fingerprint finish(View view) { return {view, rows_, sum_.finish()}; }

 private:
    Sha256Sum sum_;
    std::uint64_t rows_ = 0;
};

Result<Fingerprint> fingerprint_of(View view, const Store& scratch) {
    Printer printer;
    return scratch
        .scan(
            view,
            {},
            {},
            [&](auto key, auto value) {
                printer.add(key, value);
                return true;
            }
        )
        .map([&] { return printer.finish(view); });
}

Result<Fingerprint> fingerprint_of(View view, HeldRows rebuilt) {
    Printer printer;
    for (const ViewChange& row : rebuilt) {
        printer.add(row.key, *row.value);
    }
    return printer.finish(view);
}

// `of(view)` gives the rebuilt rows of one view: a store, or what lies in memory.
template <class Of>
Result<void> compare_all(
    const Store& live, const VerifyOptions& options, Verification& verification, const Of& of
) {
    for (const View view : views) {
        if (options.fingerprints) {
            const auto fingerprint = fingerprint_of(view, of(view));
            if (!fingerprint) {
                return tl::unexpected(fingerprint.error());
            }
            verification.fingerprints.push_back(*fingerprint);
        }
        if (verification.first) {
            continue;
        }
        if (const auto done = compare_view(view, live, of(view), verification); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace

Result<Verification> verify_views(
    const Store& live,
    Store& scratch,
    const std::function<void(Position)>& progress,
    const VerifyOptions& options
) {
    Rebuild rebuild(scratch, progress, options);
    if (const auto rebuilt = rebuild.run(live); !rebuilt) {
        return tl::unexpected(rebuilt.error());
    }
    Verification verification;
    verification.head = live.head();
    Result<void> compared;
    if (rebuild.spilt()) {
        compared =
            compare_all(live, options, verification, [&](View) -> const Store& { return scratch; });
    } else {
        const std::vector<ViewChange> rows = rebuild.take_rows();
        compared = compare_all(live, options, verification, [&](View view) {
            return rows_of(view, rows);
        });
    }
    if (!compared) {
        return tl::unexpected(compared.error());
    }
    return verification;
}

std::string_view to_text(View view) {
    switch (view) {
        case View::task: return "task";
        case View::due: return "due";
        case View::pending: return "pending";
        case View::outbox: return "outbox";
        case View::digest: return "digest";
        case View::notice: return "notice";
        case View::person: return "person";
        case View::timer: return "timer";
        case View::endpoint: return "endpoint";
    }
    return "?";
}

}  // namespace dunghan::audit
