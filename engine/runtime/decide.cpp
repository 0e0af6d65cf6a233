// Command -> events. A new kind of command is a struct in request.h and an overload of Decide;
// where its stream is an aggregate's, also a line in version_of().
#include "engine/definition/decide.h"

#include "engine/access/decide.h"
#include "engine/access/stream.h"
#include "engine/directory/check.h"
#include "engine/endpoint/decide.h"
#include "engine/endpoint/stream.h"
#include "engine/person/decide.h"
#include "engine/projection/tokens.h"
#include "engine/reminder/decide.h"
#include "engine/runtime/engine.h"
#include "engine/runtime/rules.h"
#include "engine/series/decide.h"
#include "engine/task/decide.h"

namespace dunghan {

class Engine::Decide {
 public:
    using Events = std::vector<Event>;
    using Answer = tl::expected<Events, Refusal>;

    Decide(Engine& engine, const StreamId& stream, Instant occurred_at)
        : engine_(engine), stream_(stream), occurred_at_(occurred_at) {}

    Answer operator()(const PublishDirectory& wish) const {
        if (const auto problem = problem_in(wish.content)) {
            return tl::unexpected(Refusal{
                Refusal::Kind::rejected,
                "bad_directory",
                to_text(*problem) + "; nothing was published"});
        }
        const DirectoryPublished& known = engine_.projector_.directory().content();
        const bool none = known.agencies.empty();
        return answer(may_publish("the directory", wish.content, none ? nullptr : &known));
    }

    Answer operator()(const PublishPolicy& wish) const {
        return answer(engine_.projector_.policies()
                          .may_publish(stream_.value, wish.content, engine_.projector_.calendars())
                          .map([&](bool news) { return news ? Events{wish.content} : Events{}; }));
    }

    Answer operator()(const PublishCalendar& wish) const {
        if (stream_.value != calendar_stream(wish.content.id)) {
            return wrong_stream(calendar_stream(wish.content.id));
        }
        return answer(engine_.projector_.calendars().may_publish(wish.content).map([&](bool news) {
            return news ? Events{wish.content} : Events{};
        }));
    }

    Answer operator()(const ApplyCalendar& wish) const {
        return unless_known(applied_row(wish.content.id), wish.content);
    }

    Answer operator()(const PublishDefinition& wish) const {
        return answer(dunghan::decide(engine_.projector_.definitions(), stream_, wish));
    }

    Answer operator()(const PublishSeries& wish) const {
        const Projector& views = engine_.projector_;
        if (stream_.value != series_stream(wish.content.id)) {
            return wrong_stream(series_stream(wish.content.id));
        }
        const Definition* definition = views.definitions().latest(wish.content.definition);
        return answer(series::decide(views.series(stream_), wish, views.directory(), definition));
    }

    Answer operator()(const OpenPeriod& wish) const {
        return answer(series::decide(engine_.projector_.series(stream_), wish));
    }

    Answer operator()(const StopPeriod& wish) const {
        return answer(series::decide(engine_.projector_.series(stream_), wish));
    }

    Answer operator()(const SetAsideCell& wish) const {
        return unless_known(stream_.value, wish.content);
    }

    Answer operator()(const AddLogKey& wish) const {
        return unless_known("log key/" + wish.content.key, wish.content);
    }

    Answer operator()(const RetireLogKey& wish) const {
        return unless_known("log key/" + wish.content.key, wish.content);
    }

    // What happened to the store is not for the engine to judge.
    Answer operator()(const NoteTailDiscarded& wish) const { return Events{wish.content}; }

    Answer operator()(const AcceptDataLoss& wish) const { return Events{wish.content}; }

    Answer operator()(const task::Command& wish) const {
        const auto state = engine_.projector_.task(stream_);
        if (!state) {
            return engine_.give_up(state.error());
        }
        const task::Rules rules = rules_for(engine_.projector_, **state, wish);
        return answer(task::decide(**state, wish, occurred_at_, rules));
    }

    Answer operator()(const reminder::Command& wish) const {
        const auto state = engine_.projector_.digest(stream_);
        return state ? answer(reminder::decide(*state, wish)) : engine_.give_up(state.error());
    }

    Answer operator()(const person::Command& wish) const {
        return answer(person::decide(engine_.projector_.person(stream_), wish));
    }

    Answer operator()(const CreateToken& wish) const {
        const StreamId stream = access::token_stream(wish.content.token.id);
        if (stream_ != stream) {
            return wrong_stream(stream.value);
        }
        return about_token(stream, [&](const access::State& state) {
            const Directory& directory = engine_.projector_.directory();
            return access::decide(state, wish, occurred_at_, directory);
        });
    }

    Answer operator()(const RevokeToken& wish) const {
        const StreamId stream = access::token_stream(wish.content.id);
        if (stream_ != stream) {
            return wrong_stream(stream.value);
        }
        return about_token(stream, [&](const access::State& state) {
            return access::decide(state, wish);
        });
    }

    Answer operator()(const RecordDenial& wish) const {
        const auto id = access::token_denied(stream_);
        if (!id) {
            return wrong_stream(access::denial_stream("ID").value);
        }
        return about_token(access::token_stream(*id), [&](const access::State& state) {
            return access::decide(state, wish);
        });
    }

    Answer operator()(const endpoint::Command& wish) const {
        const Projector& views = engine_.projector_;
        if (!stream_.value.starts_with(endpoint::stream_begin)) {
            return wrong_stream(endpoint::stream_of("ID").value);
        }
        if (const auto unknown = unknown_type(wish)) {
            return tl::unexpected(*unknown);
        }
        return answer(
            endpoint::decide(views.endpoint(stream_), wish, occurred_at_, views.directory())
        );
    }

    Answer operator()(const HoldOutbox& wish) const {
        return unless_known(std::string(outbox_notice), wish.content);
    }

    Answer operator()(const ReleaseOutbox& wish) const {
        const auto held = engine_.projector_.notice(std::string(outbox_notice));
        if (!held) {
            return engine_.give_up(held.error());
        }
        if (!*held) {
            return tl::unexpected(Refusal{
                Refusal::Kind::rejected,
                "not_held",
                "Expected an outbox that is held, but it is not: mail leaves as it is due"});
        }
        return Events{wish.content};
    }

 private:
    Answer wrong_stream(const std::string& expected) const {
        return tl::unexpected(Refusal{
            Refusal::Kind::rejected,
            "bad_stream",
            "Expected the stream " + expected + ", but got " + stream_.value});
    }

    // An endpoint is told of tasks and of nothing else.
    static std::optional<Refusal> unknown_type(const endpoint::Command& wish) {
        const auto* create = std::get_if<endpoint::Create>(&wish);
        const auto* change = std::get_if<endpoint::Change>(&wish);
        if (create == nullptr && change == nullptr) {
            return std::nullopt;
        }
        for (const std::string& type : (create ? create->endpoint : change->endpoint).types) {
            const auto named = type_named(type);
            if (!named || !is_task_event(*named)) {
                return Refusal{
                    Refusal::Kind::rejected,
                    "bad_endpoint",
                    "Expected types of events of tasks, like deadline_set, but got '" + type + "'"};
            }
        }
        return std::nullopt;
    }

    // The answer of `decide` to the token as it stands.
    template <class Wished>
    Answer about_token(const StreamId& stream, const Wished& decide) const {
        const auto state = engine_.projector_.notice(stream.value).and_then(token_in_row);
        return state ? answer(decide(*state)) : engine_.give_up(state.error());
    }

    // A document is news unless the row that holds it says the same.
    Answer unless_known(const std::string& row, const Event& event) const {
        const auto known = engine_.projector_.notice(row);
        if (!known) {
            return engine_.give_up(known.error());
        }
        const bool same = *known && **known == encode_document(event);
        return same ? Events{} : Events{event};
    }

    // Rules that replace each other: one version number never says two things.
    template <class Content>
    static Decision<std::vector<Event>> may_publish(
        const std::string& what, const Content& ours, const Content* known
    ) {
        if (!known || known->version < ours.version) {
            return Events{ours};
        }
        if (*known == ours) {
            return Events{};
        }
        return reject(
            "version_taken",
            "Expected a version of " + what + " above " + std::to_string(known->version) +
                ", which the log holds with another content, but got " +
                std::to_string(ours.version)
        );
    }

    // An aggregate's answer, in the words of the log.
    template <class Inner>
    static Answer answer(Decision<std::vector<Inner>> decision) {
        if (!decision) {
            const Rejection& no = decision.error();
            return tl::unexpected(Refusal{Refusal::Kind::rejected, no.code, no.detail});
        }
        return Events{
            std::make_move_iterator(decision->begin()), std::make_move_iterator(decision->end())};
    }

    Engine& engine_;
    const StreamId& stream_;
    Instant occurred_at_;
};

tl::expected<std::vector<Event>, Refusal> Engine::decide(
    const Request& request, Instant occurred_at
) {
    return std::visit(Decide(*this, request.stream, occurred_at), request.command);
}

Result<StreamVersion> Engine::version_of(const Request& request) {
    if (std::holds_alternative<task::Command>(request.command)) {
        return projector_.task(request.stream).map([](const task::State* s) { return s->version; });
    }
    if (std::holds_alternative<reminder::Command>(request.command)) {
        return projector_.digest(request.stream).map([](const auto& s) { return s.version; });
    }
    if (std::holds_alternative<person::Command>(request.command)) {
        return projector_.person(request.stream).version;
    }
    if (std::holds_alternative<endpoint::Command>(request.command)) {
        return projector_.endpoint(request.stream).version;
    }
    return count_stream(request.stream);
}

}  // namespace dunghan
