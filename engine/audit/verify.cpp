#include "engine/audit/verify.h"

#include <array>
#include <deque>

#include "engine/projection/projector.h"

namespace dunghan::audit {
namespace {

constexpr std::uint64_t batch_events = 65'536;  // changes of one task coalesce in between
constexpr std::size_t chunk_rows = 4096;
constexpr std::array views{
    View::task, View::due, View::pending, View::outbox, View::digest, View::notice, View::person};

Error at_position(const Error& error, Position position) {
    return {error.code, "position " + std::to_string(position.value) + ": " + error.detail};
}

// The fold itself: events in, view changes out, one batch now and then.
class Rebuild {
 public:
    Rebuild(Store& scratch, const std::function<void(Position)>& progress)
        : scratch_(scratch), projector_(scratch), progress_(progress) {}

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
        return flush();
    }

 private:
    Result<void> apply(const Record& record) {
        const auto event =
            decode_payload(record.envelope.type, record.envelope.schema, record.payload);
        if (!event) {
            return tl::unexpected(event.error());
        }
        if (const auto applied = projector_.apply(record.envelope, *event); !applied) {
            return applied;
        }
        if (record.envelope.position.value % batch_events != 0) {
            return {};
        }
        progress_(record.envelope.position);
        return flush();
    }

    Result<void> flush() { return scratch_.append({{}, {}, projector_.drain()}); }

    Store& scratch_;
    Projector projector_;
    const std::function<void(Position)>& progress_;
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

}  // namespace

Result<Verification> verify_views(
    const Store& live, Store& scratch, const std::function<void(Position)>& progress
) {
    if (const auto rebuilt = Rebuild(scratch, progress).run(live); !rebuilt) {
        return tl::unexpected(rebuilt.error());
    }
    Verification verification;
    verification.head = live.head();
    for (const View view : views) {
        const auto compared = compare_view(view, live, scratch, verification);
        if (!compared) {
            return tl::unexpected(compared.error());
        }
        if (verification.first) {
            break;
        }
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
    }
    return "?";
}

}  // namespace dunghan::audit
