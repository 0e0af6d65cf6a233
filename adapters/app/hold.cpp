// Holding the outbox after a restore, and `dunghan release-outbox`.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "adapters/app/exit_code.h"
#include "adapters/app/life.h"
#include "adapters/app/pseudonym.h"
#include "adapters/app/terminal.h"

namespace dunghan::app {
namespace {

struct Arguments {
    std::string actor;
    std::string reason;
};

Request outbox_request(Command command, const std::string& id, const std::string& actor) {
    Request request;
    request.stream = {"outbox"};
    request.command = std::move(command);
    request.id = command_id_from(id);
    request.correlation = request.id;
    request.actor = actor;
    return request;
}

// Each release is a wish of its own: said twice, the second finds nothing held.
std::string release_id(const Store& store, const reminder::OutboxHeld& held) {
    return "release|" + held.root + "|" + std::to_string(held.size) + "|" +
           std::to_string(store.head().value);
}

int tell(const Options& options, const Receipt& receipt) {
    if (options.json) {
        const nlohmann::ordered_json json{{"ok", true}, {"position", receipt.first.value}};
        std::puts(json.dump(2).c_str());
    } else {
        std::printf(
            "%s thư còn nợ sẽ đi khi `dunghan serve` chạy, với Message-ID như cũ.\n",
            paint("Đã bỏ giữ:", Colour::green).c_str()
        );
    }
    return exit_ok;
}

int run_release(const Options& options, const Arguments& arguments) {
    const auto named = check_actor(arguments.actor);
    const auto writing = named ? open_writing(options, false) : tl::unexpected(named.error());
    if (!writing) {
        return complain(writing.error());
    }
    const auto held = outbox_held(*writing->store);
    if (!held) {
        return complain(held.error());
    }
    const auto outcome = writing->engine->execute_one(outbox_request(
        ReleaseOutbox{{arguments.reason}},
        release_id(*writing->store, held->value_or(reminder::OutboxHeld{})),
        "person:" + arguments.actor
    ));
    if (!outcome) {
        std::fprintf(stderr, "dunghan: %s\n", outcome.error().detail.c_str());
        return outcome.error().kind == Refusal::Kind::failed ? exit_unavailable : exit_difference;
    }
    return tell(options, *outcome);
}

}  // namespace

Result<void> hold_outbox(Engine& engine, const merkle::TreeHead& head, const std::string& reason) {
    const std::string root = to_hex(head.root);
    const auto held = engine.execute_one(outbox_request(
        HoldOutbox{{reason, root, static_cast<std::int64_t>(head.size)}},
        "hold|" + root + "|" + std::to_string(head.size),
        "restore"
    ));
    return held ? Result<void>{} : fail(ErrorCode::unavailable, held.error().detail);
}

void warn_of_held(const Options& options, const reminder::OutboxHeld& held) {
    std::fprintf(
        stderr,
        "%s %s (%lld sự kiện). Không nhắc việc, không lập thư, không gửi gì.\n"
        "  Đối chiếu thư đã gửi sau bản sao lưu, rồi: dunghan --data %s release-outbox --actor …\n",
        paint("THƯ ĐANG BỊ GIỮ:", Colour::red).c_str(),
        held.reason.c_str(),
        static_cast<long long>(held.size),
        options.data.c_str()
    );
}

void add_release_outbox(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand(
        "release-outbox", "After a restore: let mail leave again, under its old Message-IDs"
    );
    auto arguments = std::make_shared<Arguments>();
    command->add_option("--actor", arguments->actor, "Who says so")->required();
    command->add_option("--reason", arguments->reason, "What was checked before");
    command->callback([&options, &exit, arguments] { exit = run_release(options, *arguments); });
}

}  // namespace dunghan::app
