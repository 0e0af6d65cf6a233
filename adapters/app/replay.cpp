// `dunghan replay --as-of T --as-known K`: the whole state as it stood at T, as known at K. With
// --json written as it comes, one task or digest a line, so that a million take no more room than
// one.
#include "adapters/app/replay.h"

#include <cstdio>
#include <map>

#include "engine/audit/known.h"
#include "engine/codec/event.h"

#include "adapters/app/exit_code.h"
#include "adapters/app/persons.h"
#include "adapters/app/task_json.h"
#include "adapters/app/words.h"

namespace dunghan::app {
namespace {

constexpr std::size_t tasks_shown_max = 1000;  // for people; programs get all

struct Counts {
    std::map<std::string_view, std::uint64_t> kinds;
    std::map<std::string_view, std::uint64_t> verdicts;
    std::map<std::string, std::uint64_t> ratings;
    std::uint64_t tasks = 0;
    std::uint64_t digests = 0;
    std::uint64_t persons = 0;

    void add(const task::State& state, const task::Judgement& judgement) {
        ++tasks;
        ++kinds[to_text(state.kind)];
        ++verdicts[to_text(judgement.verdict)];
        if (!state.rating.value.code.empty()) {
            ++ratings[state.rating.value.code];
        }
    }
};

using VisitTask = std::function<void(const StreamId&, const task::State&, const task::Judgement&)>;

Result<void> each_task(const Reading& reading, Counts& counts, const VisitTask& visit) {
    return audit::visit_tasks(
        *reading.store,
        reading.query,
        [&](const StreamId& stream, const task::State& state) {
            const auto judgement = task::judge(
                state, reading.query.as_of, reading.policy.zone, reading.policy.due_soon_days
            );
            counts.add(state, judgement);
            visit(stream, state, judgement);
            return true;
        }
    );
}

using VisitDigest = std::function<void(const StreamId&, const DigestAt&)>;

Result<void> each_digest(const Reading& reading, Counts& counts, const VisitDigest& visit) {
    std::optional<Error> broken;
    const auto scanned = reading.store->scan(View::digest, {}, {}, [&](auto key, auto) {
        const StreamId stream{std::string(key)};
        const auto digest = digest_at(*reading.store, stream, reading.query);
        if (!digest) {
            broken = digest.error();
        } else if (*digest) {
            ++counts.digests;
            visit(stream, **digest);
        }
        return digest.has_value();
    });
    return broken ? tl::unexpected(*broken) : scanned;
}

using VisitPerson = std::function<void(const std::string& id, const person::State&)>;

Result<void> each_person(const Reading& reading, Counts& counts, const VisitPerson& visit) {
    const auto persons = all_persons(*reading.store);
    if (!persons) {
        return tl::unexpected(persons.error());
    }
    for (const auto& [id, latest] : *persons) {
        const auto then = person_at(*reading.store, id, reading.query);
        if (!then) {
            return tl::unexpected(then.error());
        }
        if (then->exists()) {
            ++counts.persons;
            visit(id, *then);
        }
    }
    return {};
}

// A published document with the place it has in the log; null before the first.
template <class Content>
Json published_json(const std::optional<audit::Published<Content>>& found) {
    if (!found) {
        return {};
    }
    return {
        {"position", found->position.value},
        {"recorded_at", to_rfc3339(found->recorded_at)},
        {"content", Json::parse(encode_payload(Event(found->content)), nullptr, false)}};
}

// The elements of a list, one a line.
class List {
 public:
    explicit List(const char* name) { std::printf("  \"%s\": [", name); }

    void add(const Json& element) {
        std::printf("%s    %s", any_ ? ",\n" : "\n", element.dump().c_str());
        any_ = true;
    }

    void end() { std::printf("%s],\n", any_ ? "\n  " : ""); }

 private:
    bool any_ = false;
};

Json counts_json(const Counts& counts) {
    return {
        {"tasks", counts.tasks},
        {"kinds", counts.kinds},
        {"verdicts", counts.verdicts},
        {"ratings", counts.ratings},
        {"digests", counts.digests},
        {"persons", counts.persons}};
}

// What the answer rests on. The end of time is not printed: the last instant anything was recorded
// at says the same, and goes on saying it when the log has grown.
struct Basis {
    Position position;
    Instant as_known;
    std::optional<audit::Published<Policy>> policy;
    std::optional<audit::Published<DirectoryPublished>> directory;
};

Result<Basis> basis_of(const Reading& reading) {
    const Store& store = *reading.store;
    const auto position = audit::last_known(store, reading.query.as_known);
    const auto policy = audit::policy_known(store, reading.query.as_known);
    const auto directory = audit::directory_known(store, reading.query.as_known);
    const auto last = last_recorded(store);
    if (!position || !policy || !directory) {
        return tl::unexpected(
            !position ? position.error()
            : !policy ? policy.error()
                      : directory.error()
        );
    }
    if (!last) {
        return tl::unexpected(last.error());
    }
    const Instant known = reading.query.as_known == end_of_time ? *last : reading.query.as_known;
    return Basis{*position, known, *policy, *directory};
}

void print_basis_json(const Basis& basis, const Reading& reading) {
    std::printf(
        "{\n  \"as_of\": \"%s\",\n  \"as_known\": \"%s\",\n  \"position\": %llu,\n"
        "  \"policy\": %s,\n  \"directory\": %s,\n",
        to_rfc3339(reading.query.as_of).c_str(),
        to_rfc3339(basis.as_known).c_str(),
        static_cast<unsigned long long>(basis.position.value),
        published_json(basis.policy).dump().c_str(),
        published_json(basis.directory).dump().c_str()
    );
}

// After an error the octets printed so far are no whole answer: the exit code says so.
Result<void> print_json(const Reading& reading, const Basis& basis) {
    print_basis_json(basis, reading);
    Counts counts;
    List tasks("tasks");
    const auto told = each_task(
        reading,
        counts,
        [&](const auto& stream, const auto& state, const auto& judgement) {
            tasks.add(task_json(stream, state, judgement, reading.directory));
        }
    );
    if (!told) {
        return told;
    }
    tasks.end();
    List digests("digests");
    const auto mailed = each_digest(reading, counts, [&](const auto& stream, const auto& digest) {
        digests.add(digest_state_json(stream, digest));
    });
    if (!mailed) {
        return mailed;
    }
    digests.end();
    List persons("persons");
    const auto named = each_person(reading, counts, [&](const auto& id, const auto& person) {
        persons.add(person_state_json(id, person));
    });
    if (!named) {
        return named;
    }
    persons.end();
    std::printf("  \"counts\": %s\n}\n", counts_json(counts).dump().c_str());
    return {};
}

TextTable task_table() {
    return TextTable(
        {{"Mã", false, 28},
         {"Nội dung", false, 44},
         {"Cơ quan", false, 30},
         {"Trạng thái", false, 18},
         {"Theo hạn", false, 20},
         {"Trễ", true, 9},
         {"Đánh giá", false, 10}}
    );
}

void add_row(
    TextTable& table,
    const task::State& state,
    const task::Judgement& judgement,
    const Directory& directory
) {
    table.add(
        {{state.code},
         {state.description.value.title},
         {holders_of(state, directory)},
         {state_words(state)},
         {std::string(words_of(judgement.verdict)), colour_of(judgement.verdict)},
         {judgement.days_late > 0 ? std::to_string(judgement.days_late) + " ngày" : ""},
         {state.rating.value.code}}
    );
}

void print_head(const Reading& reading, const Basis& basis) {
    std::printf(
        "%s\n",
        paint(
            "Tình hình lúc " + to_rfc3339(reading.query.as_of) + ", theo những gì đã ghi đến " +
                to_rfc3339(basis.as_known) + " (vị trí " + std::to_string(basis.position.value) +
                ")",
            Colour::bold
        )
            .c_str()
    );
    const std::string policy = basis.policy
                                   ? basis.policy->content.name + "/" +
                                         std::to_string(basis.policy->content.version) +
                                         ", vị trí " + std::to_string(basis.policy->position.value)
                                   : "chưa có";
    const std::string directory =
        basis.directory ? "phiên bản " + std::to_string(basis.directory->content.version) +
                              ", vị trí " + std::to_string(basis.directory->position.value)
                        : "chưa có";
    std::printf("Chính sách: %s · Danh bạ: %s\n\n", policy.c_str(), directory.c_str());
}

Result<void> print_table(const Reading& reading, const Basis& basis) {
    print_head(reading, basis);
    Counts counts;
    TextTable table = task_table();
    const auto told =
        each_task(
            reading,
            counts,
            [&](const StreamId&, const task::State& state, const task::Judgement& judgement) {
                if (counts.tasks <= tasks_shown_max) {
                    add_row(table, state, judgement, reading.directory);
                }
            }
        ).and_then([&] { return each_digest(reading, counts, [](const auto&, const auto&) {}); });
    if (!told) {
        return told;
    }
    std::fputs(table.text().c_str(), stdout);
    if (counts.tasks > tasks_shown_max) {
        std::printf(
            "… và %llu việc khác (--json)\n",
            static_cast<unsigned long long>(counts.tasks - tasks_shown_max)
        );
    }
    std::printf(
        "\nTổng số: %s việc, %s thư\n",
        two_digits(counts.tasks).c_str(),
        two_digits(counts.digests).c_str()
    );
    return {};
}

}  // namespace

int run_replay(const Options& options) {
    const auto reading = open_reading(options);
    if (!reading) {
        return complain(reading.error());
    }
    const auto printed = basis_of(*reading).and_then([&](const Basis& basis) {
        return options.json ? print_json(*reading, basis) : print_table(*reading, basis);
    });
    return printed ? exit_ok : complain(printed.error());
}

}  // namespace dunghan::app
