#include "adapters/app/sender.h"

namespace dunghan::app {

Result<std::unique_ptr<Sender>> make_sender(
    const Settings&, const std::filesystem::path&, std::function<void(std::function<void()>)>
) {
    return fail(ErrorCode::refused, "soon");
}

}  // namespace dunghan::app
