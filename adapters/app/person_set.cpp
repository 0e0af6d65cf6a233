// `dunghan person set` and `dunghan erase`: the two that write.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/person/stream.h"

#include "adapters/app/erasures.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/person_commands.h"
#include "adapters/app/persons.h"
#include "adapters/app/pseudonym.h"
#include "adapters/keys/traces.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

// No message repeats what was given: somebody may have put a name where the id belongs. No actor:
// none was given.
Result<void> check_names(const std::string& id, const std::optional<std::string>& actor) {
    if (!person::is_id(id)) {
        return fail(
            ErrorCode::invalid,
            "Expected an id of a-z, 0-9 and inner hyphens, at most 64, a pseudonym: cb-017"
        );
    }
    return actor ? check_actor(*actor) : Result<void>{};
}

// What is known of the person, opened; empty for somebody new and for who is erased.
Result<PersonalData> known_of(const Writing& writing, const KeyRing& keys, const std::string& id) {
    const person::State state = writing.engine->views().person(person::stream_of(id));
    if (!state.exists()) {
        return PersonalData{};
    }
    return personal_data(*writing.store, keys, id, state.sealed).map([](const auto& data) {
        return data.value_or(PersonalData{});
    });
}

// Before a key is made for what would be refused.
Result<void> check(
    const Writing& writing, const SetPersonArguments& arguments, const PersonalData& data
) {
    const auto& agency = arguments.agency;
    if (agency && !agency->empty() && !writing.engine->views().directory().agency(*agency)) {
        return fail(ErrorCode::invalid, "Expected --agency to be an agency id of the directory");
    }
    if (writing.engine->views().person(person::stream_of(arguments.id)).erased) {
        return fail(
            ErrorCode::refused,
            "Expected a person who is not erased, but " + arguments.id +
                " is; a new record needs a new id"
        );
    }
    return check_tells_nothing("the id", arguments.id, data).and_then([&] {
        return check_tells_nothing("--actor", arguments.actor, data);
    });
}

Request request_of(const std::string& person, person::Command command, const std::string& actor) {
    Request request;
    request.stream = person::stream_of(person);
    request.command = std::move(command);
    request.id = fresh_command_id();
    request.correlation = request.id;
    request.actor = actor;
    return request;
}

int answer(const Options& options, const Outcome& outcome, const char* done, const char* before) {
    if (!outcome) {
        std::fprintf(stderr, "dunghan: %s\n", outcome.error().detail.c_str());
        return outcome.error().kind == Refusal::Kind::failed ? exit_unavailable : exit_difference;
    }
    if (options.json) {
        const Json json = {
            {"ok", true},
            {"position", outcome->first.value},
            {"events", outcome->count},
            {"version", outcome->version.value}};
        std::puts(json.dump(2).c_str());
    } else {
        std::puts(outcome->count == 0 ? before : done);
    }
    return exit_ok;
}

// Sealing the same twice gives other octets: what did not change keeps those it has.
Result<person::Describe> wish_of(
    const Writing& writing,
    KeyRing& keys,
    const SetPersonArguments& arguments,
    const PersonalData& known,
    const PersonalData& data
) {
    const person::State state = writing.engine->views().person(person::stream_of(arguments.id));
    person::Described said{
        arguments.id, arguments.agency.value_or(state.agency), !data.email.empty(), state.sealed};
    if (state.exists() && data == known) {
        return person::Describe{said};
    }
    return keys.make(arguments.id)
        .and_then([&](const PersonKey& key) { return seal(key, arguments.id, data); })
        .map([&](const std::string& sealed) {
            said.sealed = sealed;
            return person::Describe{said};
        });
}

// Whom the log will name. A lost key keeps nobody from being erased: then there is nothing to
// compare with.
Result<std::string> check_erasure(
    const Writing& writing, const KeyRing& keys, const EraseArguments& arguments
) {
    const auto known = known_of(writing, keys, arguments.id);
    const PersonalData data = known.value_or(PersonalData{});
    const auto& actor = arguments.actor;
    return check_tells_nothing("--basis", arguments.basis, data)
        .and_then([&] { return check_tells_nothing("--reason", arguments.reason, data); })
        .and_then([&] { return check_tells_nothing("--actor", actor.value_or(""), data); })
        .map([&] {
            const auto tells = [&](const std::string& login) { return mentions(login, data); };
            return actor ? "person:" + *actor : "operator:" + operator_name(tells);
        });
}

}  // namespace

int run_person_set(const Options& options, const SetPersonArguments& arguments) {
    const auto named = check_names(arguments.id, arguments.actor);
    const auto writing = named ? open_writing(options, false) : tl::unexpected(named.error());
    if (!writing) {
        return complain(writing.error());
    }
    KeyRing keys = key_ring(options.data);
    const auto known = known_of(*writing, keys, arguments.id);
    const auto data = known ? personal_data_from(arguments.said, *known) : known;
    const auto checked =
        data ? check(*writing, arguments, *data) : Result<void>(tl::unexpected(data.error()));
    if (!checked) {
        return complain(checked.error());
    }
    const auto wish = wish_of(*writing, keys, arguments, *known, *data);
    if (!wish) {
        return complain(wish.error());
    }
    return answer(
        options,
        writing->engine->execute_one(request_of(arguments.id, *wish, "person:" + arguments.actor)),
        "Đã ghi; tên, địa chỉ, số điện thoại được niêm bằng khoá riêng của người này.",
        "Đã như vậy từ trước; không ghi gì thêm."
    );
}

// The event first: should the process end in between, every later writer finishes the erasure.
int run_erase(const Options& options, const EraseArguments& arguments) {
    const auto named = check_names(arguments.id, arguments.actor);
    const auto writing = named ? open_writing(options, false) : tl::unexpected(named.error());
    if (!writing) {
        return complain(writing.error());
    }
    const KeyRing keys = key_ring(options.data);
    const auto actor = check_erasure(*writing, keys, arguments);
    if (!actor) {
        return complain(actor.error());
    }
    const person::Erase wish{{arguments.id, arguments.basis, arguments.reason}};
    const Outcome outcome = writing->engine->execute_one(request_of(arguments.id, wish, *actor));
    if (outcome) {
        if (const auto finished = finish_erasures(*writing->store, options.data); !finished) {
            return complain(finished.error());
        }
    }
    return answer(
        options,
        outcome,
        "Đã xoá: khoá của người này đã huỷ, không ai đọc được dữ liệu cá nhân nữa. Bản sao lưu cũ "
        "còn giữ khoá đến khi hết hạn lưu; thư đã gửi nằm ngoài hệ thống.",
        "Người này đã được xoá từ trước; khoá không còn."
    );
}

}  // namespace dunghan::app
