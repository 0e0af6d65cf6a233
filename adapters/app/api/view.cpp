#include "adapters/app/api/view.h"

#include "engine/audit/known.h"

namespace dunghan::app::api {
namespace {

template <class Content>
Content or_default(const std::optional<audit::Published<Content>>& found) {
    return found ? found->content : Content{};
}

}  // namespace

Result<std::shared_ptr<const Rules>> Views::rules_known(Instant as_known) const {
    const auto policy = audit::policy_known(store_, as_known);
    const auto directory = audit::directory_known(store_, as_known);
    if (!policy || !directory) {
        return tl::unexpected(policy ? directory.error() : policy.error());
    }
    return std::make_shared<const Rules>(Rules{
        or_default(*policy), Directory(or_default(*directory))});
}

// Where the log has not moved, nothing was published; else the rows say whether anything was, and
// only then the documents are read again.
Result<std::shared_ptr<const Rules>> Views::rules() {
    const Position head = store_.head();
    {
        const std::lock_guard lock(guard_);
        if (rules_ && made_at_ == head) {
            return rules_;
        }
    }
    const auto policy = store_.get(dunghan::View::notice, "policy");
    const auto directory = store_.get(dunghan::View::notice, "directory");
    if (!policy || !directory) {
        return tl::unexpected(policy ? directory.error() : policy.error());
    }
    std::string made_of = policy->value_or("") + '\0' + directory->value_or("");
    {
        const std::lock_guard lock(guard_);
        if (rules_ && made_of == made_of_) {
            made_at_ = head;
            return rules_;
        }
    }
    return rules_known(end_of_time).map([&](std::shared_ptr<const Rules> fresh) {
        const std::lock_guard lock(guard_);
        rules_ = fresh;
        made_of_ = std::move(made_of);
        made_at_ = head;
        return fresh;
    });
}

Read<View> Views::at(const http::Request& request) {
    View view;
    view.position = store_.head();
    auto rules_now = rules();
    if (!rules_now) {
        return tl::unexpected(BadParameter{"", rules_now.error()});
    }
    view.rules = std::move(*rules_now);
    view.query = {now(), end_of_time};
    for (const auto& [name, instant] :
         {std::pair{"as_of", &view.query.as_of}, std::pair{"as_known", &view.query.as_known}}) {
        const std::string text = text_of(request, name);
        if (!request.query.contains(name)) {
            continue;
        }
        const auto read = parse_instant(text, view.rules->policy.zone);
        if (!read) {
            return bad_parameter(name, "an instant like 2022-10-25 or 2022-10-25T08:00:00Z", text);
        }
        *instant = *read;
        view.says_when = true;
    }
    if (view.query.as_known != end_of_time) {
        auto known = rules_known(view.query.as_known);
        if (!known) {
            return tl::unexpected(BadParameter{"", known.error()});
        }
        view.rules = std::move(*known);
    }
    return view;
}

Json instants_json(const View& view) {
    Json json{{"position", view.position.value}, {"as_of", to_rfc3339(view.query.as_of)}};
    json["as_known"] =
        view.query.as_known == end_of_time ? Json() : Json(to_rfc3339(view.query.as_known));
    return json;
}

}  // namespace dunghan::app::api
